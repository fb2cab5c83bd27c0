package rocks.nua.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import rocks.nua.api.Caller;
import rocks.nua.api.platform.Token;

/** Rows of {@code token}. */
final class TokenTable {

    List<Token> all(Connection connection) throws SQLException {
        return new Sql("SELECT * FROM token ORDER BY name").list(connection, TokenTable::token);
    }

    Optional<Token> find(Connection connection, String digest) throws SQLException {
        return new Sql("SELECT * FROM token WHERE digest = ?", digest).find(connection, TokenTable::token);
    }

    int save(Connection connection, Token token) throws SQLException {
        return new Sql(
                        "INSERT INTO token (name, digest, permissions, created_at) VALUES (?, ?, ?, ?)"
                                + " ON CONFLICT (name) DO UPDATE SET digest = excluded.digest,"
                                + " permissions = excluded.permissions, created_at = excluded.created_at",
                        token.name(),
                        token.digest(),
                        Documents.write(token.permissions().stream().sorted().toList()),
                        token.createdAt().toString())
                .update(connection);
    }

    private static Token token(ResultSet row) throws SQLException {
        return new Token(
                row.getString("name"),
                row.getString("digest"),
                Documents.texts(row.getString("permissions")).stream()
                        .map(Caller.Permission::valueOf)
                        .collect(Collectors.toSet()),
                Instant.parse(row.getString("created_at")));
    }
}
