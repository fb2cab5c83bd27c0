package rocks.nua.rest;

import java.util.List;
import java.util.function.Function;

/**
 * How things of one type look as text: several as a table, one as it is.
 *
 * @param type of the things
 * @param table for several
 * @param single for one
 */
record View<T>(Class<T> type, Table<T> table, Function<T, String> single) {

    /** A type of which one alone is a table with one row. */
    View(Class<T> type, Table<T> table) {
        this(type, table, thing -> table.text(List.of(thing)));
    }

    String text(Object value) {
        if (value instanceof List<?> many) {
            return table.text(many.stream().map(type::cast).toList());
        }
        return single.apply(type.cast(value));
    }
}
