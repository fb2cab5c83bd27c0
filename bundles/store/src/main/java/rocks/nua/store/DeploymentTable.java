package rocks.nua.store;

import com.fasterxml.jackson.core.type.TypeReference;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import rocks.nua.api.AppName;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.Deployment;

/** Rows of {@code deployment}. */
final class DeploymentTable {
    private static final int MOST = 100;

    List<Deployment> of(Connection connection, AppName app) throws SQLException {
        return new Sql("SELECT * FROM deployment WHERE app = ? ORDER BY id DESC LIMIT ?", app.value(), MOST)
                .list(connection, DeploymentTable::deployment);
    }

    Optional<Deployment> find(Connection connection, AppName app, long id) throws SQLException {
        return new Sql("SELECT * FROM deployment WHERE id = ? AND app = ?", id, app.value())
                .find(connection, DeploymentTable::deployment);
    }

    List<Deployment> unfinished(Connection connection) throws SQLException {
        return new Sql("SELECT * FROM deployment WHERE state IN ('QUEUED', 'RUNNING') ORDER BY id")
                .list(connection, DeploymentTable::deployment);
    }

    Deployment add(Connection connection, Deployment asked) throws SQLException {
        long id = new Sql(
                        "INSERT INTO deployment (app, state, source, caller, steps, release, message, created_at)"
                                + " SELECT name, ?, ?, ?, ?, ?, ?, ? FROM app WHERE name = ? RETURNING id",
                        asked.state().name(),
                        asked.source(),
                        asked.caller(),
                        Documents.write(asked.steps()),
                        asked.release(),
                        asked.message(),
                        asked.createdAt().toString(),
                        asked.app().value())
                .find(connection, row -> row.getLong(1))
                .orElseThrow(() -> NuaException.notFound(
                        "App '" + asked.app() + "' does not exist, so it can have no deployment. Create it first."));
        return new Deployment(
                id,
                asked.app(),
                asked.state(),
                asked.source(),
                asked.caller(),
                asked.steps(),
                asked.release(),
                asked.message(),
                asked.createdAt());
    }

    /** Writes what changes in the life of a deployment; nothing where its app was removed meanwhile. */
    int update(Connection connection, Deployment deployment) throws SQLException {
        return new Sql(
                        "UPDATE deployment SET state = ?, source = ?, steps = ?, release = ?, message = ? WHERE id = ? AND app = ?",
                        deployment.state().name(),
                        deployment.source(),
                        Documents.write(deployment.steps()),
                        deployment.release(),
                        deployment.message(),
                        deployment.id(),
                        deployment.app().value())
                .update(connection);
    }

    private static Deployment deployment(ResultSet row) throws SQLException {
        return new Deployment(
                row.getLong("id"),
                new AppName(row.getString("app")),
                Deployment.State.valueOf(row.getString("state")),
                row.getString("source"),
                row.getString("caller"),
                Documents.read(row.getString("steps"), new TypeReference<List<Deployment.TimedStep>>() {}),
                row.getInt("release"),
                row.getString("message"),
                Instant.parse(row.getString("created_at")));
    }
}
