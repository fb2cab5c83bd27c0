package rocks.nua.store;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The row of {@code platform}.
 *
 * @param vault that must fit the database
 */
record PlatformTable(Vault vault) {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 8;
    private static final String PLACE = "platform/proof";

    /** The platform's id, drawn at the first start; throws when the vault has another key than the database was written with. */
    String id(Connection connection) throws SQLException {
        Optional<String> known = new Sql("SELECT id, proof FROM platform").find(connection, row -> {
            vault.open(PLACE, row.getBytes("proof"));
            return row.getString("id");
        });
        return known.isPresent() ? known.get() : draw(connection);
    }

    private String draw(Connection connection) throws SQLException {
        String id = new SecureRandom()
                .ints(LENGTH, 0, LETTERS.length())
                .collect(StringBuilder::new, (text, i) -> text.append(LETTERS.charAt(i)), StringBuilder::append)
                .toString();
        new Sql("INSERT INTO platform (id, proof) VALUES (?, ?)", id, vault.seal(PLACE, id)).update(connection);
        return id;
    }
}
