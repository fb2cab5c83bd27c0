package rocks.nua.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import rocks.nua.api.service.ServiceName;
import rocks.nua.api.service.Upgrade;

/** Rows of {@code upgrade}. */
record UpgradeTable() {

    Optional<Upgrade> find(Connection connection, ServiceName service) throws SQLException {
        return new Sql("SELECT * FROM upgrade WHERE service = ?", service.value())
                .find(connection, UpgradeTable::upgrade);
    }

    int save(Connection connection, Upgrade upgrade) throws SQLException {
        return new Sql(
                        "INSERT OR REPLACE INTO upgrade (service, from_version, from_instance, to_version, to_instance,"
                                + " state, step, message, started_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        upgrade.service().value(),
                        upgrade.from(),
                        upgrade.fromInstance(),
                        upgrade.to(),
                        upgrade.toInstance(),
                        upgrade.state().name(),
                        upgrade.step().name(),
                        upgrade.message(),
                        upgrade.startedAt().toString())
                .update(connection);
    }

    int remove(Connection connection, ServiceName service) throws SQLException {
        return new Sql("DELETE FROM upgrade WHERE service = ?", service.value()).update(connection);
    }

    private static Upgrade upgrade(ResultSet row) throws SQLException {
        return new Upgrade(
                new ServiceName(row.getString("service")),
                row.getString("from_version"),
                row.getInt("from_instance"),
                row.getString("to_version"),
                row.getInt("to_instance"),
                Upgrade.State.valueOf(row.getString("state")),
                Upgrade.Step.valueOf(row.getString("step")),
                row.getString("message"),
                Instant.parse(row.getString("started_at")));
    }
}
