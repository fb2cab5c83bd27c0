package rocks.nua.rest;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Things as lines of aligned columns under a header.
 *
 * @param columns of the table, from left to right
 */
record Table<T>(List<Column<T>> columns) {
    private static final String GAP = "  ";

    /**
     * A column.
     *
     * @param title in the header
     * @param cell what stands there for a thing
     */
    record Column<T>(String title, Function<T, Object> cell) {}

    static <T> Table<T> empty() {
        return new Table<>(List.of());
    }

    /** The same with one more column on the right. */
    Table<T> with(String title, Function<T, Object> cell) {
        List<Column<T>> more = new ArrayList<>(columns);
        more.add(new Column<>(title, cell));
        return new Table<>(List.copyOf(more));
    }

    /** The lines, each with its end. */
    String text(List<T> things) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(Column::title).toList());
        for (T thing : things) {
            rows.add(columns.stream()
                    .map(column -> oneLine(column.cell().apply(thing)))
                    .toList());
        }
        int[] widths = IntStream.range(0, columns.size())
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length()));
            line.append(GAP);
        }
        return line.toString().stripTrailing() + "\n";
    }

    /** What came from outside must neither break the line nor speak to the terminal. */
    static String oneLine(Object value) {
        return value.toString().replaceAll("\\p{Cntrl}+", " ");
    }
}
