package rocks.nua.builder.php;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import rocks.nua.api.NuaException;

/** Which Debian package brings which extension of PHP. */
final class Extensions {
    /** What apps without composer.json, which cannot ask, most often use; none of these is large. */
    static final Set<String> USUAL = Set.of("curl", "mbstring", "mysql", "sqlite3", "xml", "zip");

    private static final Set<String> BUILT_IN = Set.of(
            "calendar",
            "core",
            "ctype",
            "date",
            "exif",
            "ffi",
            "fileinfo",
            "filter",
            "ftp",
            "gettext",
            "hash",
            "iconv",
            "json",
            "libxml",
            "openssl",
            "opcache",
            "zend-opcache",
            "pcntl",
            "pcre",
            "pdo",
            "phar",
            "posix",
            "random",
            "readline",
            "reflection",
            "session",
            "shmop",
            "sockets",
            "sodium",
            "spl",
            "standard",
            "sysvmsg",
            "sysvsem",
            "sysvshm",
            "tokenizer",
            "zlib");
    private static final Map<String, String> INSIDE = Map.ofEntries(
            Map.entry("dom", "xml"),
            Map.entry("simplexml", "xml"),
            Map.entry("xmlreader", "xml"),
            Map.entry("xmlwriter", "xml"),
            Map.entry("xsl", "xml"),
            Map.entry("mysqli", "mysql"),
            Map.entry("mysqlnd", "mysql"),
            Map.entry("pdo_mysql", "mysql"),
            Map.entry("pdo_pgsql", "pgsql"),
            Map.entry("pdo_sqlite", "sqlite3"),
            Map.entry("pdo_odbc", "odbc"),
            Map.entry("pdo_dblib", "sybase"));
    private static final Set<String> PACKAGES = Set.of(
            "amqp",
            "apcu",
            "ast",
            "bcmath",
            "bz2",
            "curl",
            "dba",
            "ds",
            "enchant",
            "gd",
            "gmp",
            "gnupg",
            "igbinary",
            "imagick",
            "intl",
            "ldap",
            "mailparse",
            "maxminddb",
            "mbstring",
            "memcache",
            "memcached",
            "mongodb",
            "msgpack",
            "mysql",
            "oauth",
            "odbc",
            "pcov",
            "pgsql",
            "redis",
            "snmp",
            "soap",
            "solr",
            "sqlite3",
            "ssh2",
            "sybase",
            "tidy",
            "uploadprogress",
            "uuid",
            "xdebug",
            "xml",
            "xmlrpc",
            "yaml",
            "zip",
            "zmq",
            "zstd");

    private Extensions() {}

    /** The Debian packages for what the app asks for, and for what its packages ask for as far as Debian has it. */
    static Set<String> packages(PhpRelease php, Set<String> own, Set<String> ofPackages) {
        Set<String> packages = new TreeSet<>();
        for (String name : own) {
            if (!builtIn(name)) {
                packages.add(find(php, name).orElseThrow(() -> unknown(php, name)));
            }
        }
        ofPackages.forEach(name -> find(php, name).ifPresent(packages::add)); // others may be replaced by a polyfill
        return packages;
    }

    private static boolean builtIn(String name) {
        return BUILT_IN.contains(name.toLowerCase(Locale.ROOT));
    }

    private static Optional<String> find(PhpRelease php, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        String inside = INSIDE.getOrDefault(lower, lower);
        return PACKAGES.contains(inside) && php.has(inside)
                ? Optional.of("php" + php.version() + "-" + inside)
                : Optional.empty();
    }

    private static NuaException unknown(PhpRelease php, String name) {
        return NuaException.rejected("composer.json asks for the PHP extension ext-" + NuaException.excerpt(name)
                + ", which " + php.base().title() + " does not have: remove it from require, or bring a Dockerfile.");
    }
}
