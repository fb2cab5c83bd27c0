package rocks.nua.engine.docker;

import java.util.List;
import java.util.function.Supplier;

/** A user of a container as the file system knows it. */
record Owner(int uid, int gid) {
    private static final int PASSWD_UID = 2;
    private static final int PASSWD_GID = 3;
    private static final Owner NUA = new Owner(10001, 10001);

    /** Reads {@code name}, {@code uid} or {@code uid:gid}; the accounts of the image are asked for names only. */
    static Owner parse(String user, Supplier<String> passwd) {
        List<String> parts = List.of(user.split(":", 2));
        if (parts.stream().allMatch(Owner::isNumber)) {
            int uid = Integer.parseInt(parts.get(0));
            return new Owner(uid, parts.size() > 1 ? Integer.parseInt(parts.get(1)) : uid);
        }
        return passwd.get()
                .lines()
                .map(line -> List.of(line.split(":", -1)))
                .filter(line -> line.size() > PASSWD_GID && line.get(0).equals(parts.get(0)))
                .map(line -> new Owner(Integer.parseInt(line.get(PASSWD_UID)), Integer.parseInt(line.get(PASSWD_GID))))
                .findFirst()
                .orElse(NUA);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
    }
}
