package rocks.nua.builder.python;

import java.util.List;
import java.util.stream.Stream;
import rocks.nua.api.build.SourceTree;

/**
 * A requirement that is compiled because the package index has no wheel of it, or that needs a library of the system.
 *
 * @param name its normal name
 * @param build Debian packages for its installation
 * @param run Debian packages that it needs in the end
 */
record NativePackage(String name, List<String> build, List<String> run) {
    private static final List<String> COMPILER = List.of("build-essential", "python3-dev");
    private static final List<NativePackage> KNOWN = List.of(
            compiled("psycopg2", List.of("libpq-dev"), List.of("libpq5")),
            compiled("psycopg[c]", List.of("libpq-dev"), List.of("libpq5")),
            new NativePackage("psycopg", List.of(), List.of("libpq5")),
            compiled("mysqlclient", List.of("default-libmysqlclient-dev", "pkgconf"), List.of("libmariadb3")),
            compiled("python-ldap", List.of("libldap-dev", "libsasl2-dev"), List.of("libldap2")),
            compiled("pycairo", List.of("libcairo2-dev", "pkgconf"), List.of("libcairo2")),
            compiled("uwsgi", List.of(), List.of()),
            new NativePackage(
                    "weasyprint", List.of(), List.of("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")),
            new NativePackage("python-magic", List.of(), List.of("libmagic1t64")));

    static List<NativePackage> of(Dependencies dependencies, SourceTree source) {
        boolean extension = dependencies.kind() == Dependencies.Kind.BUILD_TOOL
                && source.read("setup.py")
                        .filter(text -> text.contains("Extension("))
                        .isPresent();
        return Stream.concat(
                        KNOWN.stream().filter(known -> dependencies.has(known.name())),
                        extension ? Stream.of(compiled("setup.py", List.of(), List.of())) : Stream.empty())
                .toList();
    }

    private static NativePackage compiled(String name, List<String> build, List<String> run) {
        return new NativePackage(
                name, Stream.concat(COMPILER.stream(), build.stream()).toList(), run);
    }
}
