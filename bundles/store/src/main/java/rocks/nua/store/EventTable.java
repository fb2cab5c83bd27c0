package rocks.nua.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import rocks.nua.api.platform.Event;

/**
 * Rows of {@code event}.
 *
 * @param kept how many of the newest are kept
 */
record EventTable(int kept) {

    Event add(Connection connection, Event asked) throws SQLException {
        long id = new Sql(
                        "INSERT INTO event (at, type, app, caller, message) VALUES (?, ?, ?, ?, ?) RETURNING id",
                        asked.at().toString(),
                        asked.type(),
                        asked.app(),
                        asked.caller(),
                        asked.message())
                .find(connection, row -> row.getLong(1))
                .orElseThrow();
        new Sql("DELETE FROM event WHERE id <= ?", id - kept).update(connection);
        return new Event(id, asked.at(), asked.type(), asked.app(), asked.caller(), asked.message());
    }

    List<Event> newest(Connection connection, int most) throws SQLException {
        return new Sql("SELECT * FROM (SELECT * FROM event ORDER BY id DESC LIMIT ?) ORDER BY id", Math.max(0, most))
                .list(connection, EventTable::event);
    }

    private static Event event(ResultSet row) throws SQLException {
        return new Event(
                row.getLong("id"),
                Instant.parse(row.getString("at")),
                row.getString("type"),
                row.getString("app"),
                row.getString("caller"),
                row.getString("message"));
    }
}
