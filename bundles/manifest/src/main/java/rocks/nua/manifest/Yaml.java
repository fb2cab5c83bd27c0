package rocks.nua.manifest;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML 1.1 without tags of its own: nothing is built but tables, lists and scalars. */
final class Yaml implements Syntax {
    private static final Set<String> TRUE = Set.of("true", "yes", "on", "y");

    @Override
    public Value.Table parse(String file, String text) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(Value.DEEPEST);
        try {
            Node root = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root instanceof MappingNode mapping) {
                return new Reading(file).table(mapping, 0);
            }
            throw new Place(file, 1, 1)
                    .reject("a manifest is a table of sections, as in 'metadata:' with indented keys.");
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            Place place = mark == null ? new Place(file, 0, 0) : place(file, mark);
            throw place.reject(Syntax.sentence(String.valueOf(e.getProblem())));
        } catch (YAMLException e) {
            throw new Place(file, 0, 0).reject(Syntax.sentence(String.valueOf(e.getMessage())));
        }
    }

    private static Place place(String file, Mark mark) {
        return new Place(file, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static final class Reading {
        private final String file;
        private int values;

        Reading(String file) {
            this.file = file;
        }

        Value.Table table(MappingNode mapping, int depth) {
            Map<String, Value> members = new LinkedHashMap<>();
            Map<String, Value> merged = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                Node key = tuple.getKeyNode();
                if (!(key instanceof ScalarNode name)) {
                    throw place(file, key.getStartMark()).reject("a key must be a text.");
                }
                Value value = Tag.NULL.equals(tuple.getValueNode().getTag())
                        ? new Value.Nothing(place(file, key.getStartMark()))
                        : value(tuple.getValueNode(), depth + 1);
                if (Tag.MERGE.equals(key.getTag())) {
                    merge(value, merged);
                } else if (members.put(name.getValue(), value) != null) {
                    throw place(file, key.getStartMark())
                            .reject("the key '" + name.getValue() + "' stands there twice. Keep one.");
                }
            }
            merged.forEach(members::putIfAbsent);
            return new Value.Table(members, place(file, mapping.getStartMark()));
        }

        private static void merge(Value value, Map<String, Value> into) {
            if (value instanceof Value.Table table) {
                table.members().forEach(into::putIfAbsent);
            } else if (value instanceof Value.Items items) {
                items.items().forEach(item -> merge(item, into));
            }
        }

        private Value value(Node node, int depth) {
            Place place = place(file, node.getStartMark());
            if (depth > Value.DEEPEST || ++values > Value.MOST) {
                throw place.reject("it is nested too deeply or repeated too often for a manifest. Make it smaller.");
            }
            if (node instanceof MappingNode mapping) {
                return table(mapping, depth);
            }
            if (node instanceof SequenceNode sequence) {
                List<Value> items = new ArrayList<>();
                for (Node item : sequence.getValue()) {
                    if (!Tag.NULL.equals(item.getTag())) {
                        items.add(value(item, depth + 1));
                    }
                }
                return new Value.Items(items, place);
            }
            return scalar((ScalarNode) node, place);
        }

        private static Value scalar(ScalarNode node, Place place) {
            String text = node.getValue();
            Tag tag = node.getTag();
            if (Tag.BOOL.equals(tag)) {
                return new Value.Bool(TRUE.contains(text.toLowerCase(Locale.ROOT)), place);
            }
            if (Tag.TIMESTAMP.equals(tag)) {
                return new Value.Date(place);
            }
            boolean decimal = (Tag.INT.equals(tag) || Tag.FLOAT.equals(tag))
                    && text.matches("[-+]?(?:0|[1-9][0-9_]*)(?:\\.[0-9]+)?");
            return decimal ? new Value.Number(text.replace("_", ""), place) : new Value.Text(text, place);
        }
    }
}
