package rocks.nua.manifest;

import java.util.List;
import java.util.Map;

/** A value of a manifest with its place, whatever the syntax was. Null is the same as missing but for YAML's {@code NAME:}. */
sealed interface Value {
    /** Deeper nesting is no manifest. */
    int DEEPEST = 50;

    /** More values are no manifest; also what keeps YAML's aliases from growing without end. */
    int MOST = 20_000;

    Place place();

    /** What it is, for an error message. */
    String kind();

    /** A table by the keys as written. */
    record Table(Map<String, Value> members, Place place) implements Value {
        @Override
        public String kind() {
            return "a table";
        }
    }

    /** A list. */
    record Items(List<Value> items, Place place) implements Value {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** A text. */
    record Text(String text, Place place) implements Value {
        @Override
        public String kind() {
            return "a text";
        }
    }

    /** A number, as it is written in decimal. */
    record Number(String text, Place place) implements Value {
        @Override
        public String kind() {
            return "a number";
        }
    }

    /** True or false. */
    record Bool(boolean value, Place place) implements Value {
        @Override
        public String kind() {
            return "true or false";
        }
    }

    /** A name without a value, which only the environment of a Compose file tells from a missing name. */
    record Nothing(Place place) implements Value {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** A date or time. */
    record Date(Place place) implements Value {
        @Override
        public String kind() {
            return "a date";
        }
    }
}
