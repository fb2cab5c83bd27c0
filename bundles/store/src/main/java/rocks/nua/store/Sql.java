package rocks.nua.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One statement with its values. */
final class Sql {
    /** What is made of a row. */
    @FunctionalInterface
    interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    private final String text;
    private final List<Object> values;

    /** A statement with a {@code ?} for each value. */
    Sql(String text, Object... values) {
        this.text = text;
        this.values = List.of(values);
    }

    /** Writes; returns how many rows were touched. */
    int update(Connection connection) throws SQLException {
        try (PreparedStatement statement = prepare(connection)) {
            return statement.executeUpdate();
        }
    }

    /** All rows. */
    <T> List<T> list(Connection connection, Row<T> row) throws SQLException {
        try (PreparedStatement statement = prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            List<T> all = new ArrayList<>();
            while (rows.next()) {
                all.add(row.from(rows));
            }
            return List.copyOf(all);
        }
    }

    /** The first row. */
    <T> Optional<T> find(Connection connection, Row<T> row) throws SQLException {
        return list(connection, row).stream().findFirst();
    }

    private PreparedStatement prepare(Connection connection) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(text);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }
}
