package rocks.nua.builder.ruby;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.SourceTree;

/**
 * What Gemfile and Gemfile.lock say.
 *
 * @param gemfile the text of Gemfile
 * @param lock the text of Gemfile.lock; empty: there is none
 */
record Gems(String gemfile, String lock) {
    static final String FILE = "Gemfile";
    static final String LOCK = "Gemfile.lock";

    private static final Pattern RUBY = Pattern.compile("(?m)^\\s*ruby\\s*\\(?\\s*[\"']([^\"']*)[\"']");
    private static final Pattern RUBY_FILE =
            Pattern.compile("(?m)^\\s*ruby\\s*\\(?\\s*file:\\s*[\"']\\.ruby-version[\"']");
    private static final Pattern CONFLICT = Pattern.compile("(?m)^(?:<<<<<<<|=======|>>>>>>>)(?: |$)");
    private static final Pattern FIXED = Pattern.compile("(?:=|~>)?\\s*([0-9]+\\.[0-9]+)(?:\\.[0-9]+)+");

    /** @throws NuaException REJECTED_BY_APP when it asks for a Ruby that is not there */
    static Gems of(String gemfile, SourceTree source) {
        String ruby = source.read(".ruby-version").orElse("").strip().replaceFirst("^ruby-", "");
        String asked = RUBY_FILE.matcher(gemfile).replaceAll(Matcher.quoteReplacement("ruby \"" + ruby + "\""));
        var gems = new Gems(asked, source.read(LOCK).orElse(""));
        gems.base();
        if (CONFLICT.matcher(gems.lock()).find()
                || (gems.locked() && !gems.lock().contains("specs:"))) {
            throw NuaException.rejected(
                    "Gemfile.lock is not whole, or has an unsolved conflict of git in it: write it anew with 'bundle lock'.");
        }
        return gems;
    }

    boolean locked() {
        return !lock.isEmpty();
    }

    boolean has(String gem) {
        String name = Pattern.quote(gem);
        return Pattern.compile("(?m)^\\s*gem[\\s(]+[\"']" + name + "[\"']")
                        .matcher(gemfile)
                        .find()
                || Pattern.compile("(?m)^    " + name + " \\(").matcher(lock).find();
    }

    /** Debian 13 has Ruby 3.3, Debian 12 has 3.1; a patch level of its own neither has. */
    BuildPlan.Base base() {
        Matcher asked = RUBY.matcher(gemfile);
        if (!asked.find()) {
            return BuildPlan.Base.DEBIAN_13;
        }
        String version = asked.group(1).strip();
        Matcher fixed = FIXED.matcher(version);
        if (!fixed.matches()) {
            return BuildPlan.Base.DEBIAN_13;
        }
        boolean floating = version.startsWith("~>");
        if (floating && fixed.group(1).equals("3.3")) {
            return BuildPlan.Base.DEBIAN_13;
        }
        if (floating && fixed.group(1).equals("3.1")) {
            return BuildPlan.Base.DEBIAN_12;
        }
        throw NuaException.rejected("Gemfile asks for Ruby '" + NuaException.excerpt(version)
                + "', but there are only Debian's 3.3 and 3.1: write ruby \"~> 3.3.0\" in Gemfile.");
    }

    /** @throws NuaException REJECTED_BY_APP when no gem can serve */
    String server() {
        if (has("puma")) {
            return "puma -b tcp://0.0.0.0:$PORT config.ru";
        }
        if (has("rails")) {
            return "rails server -b 0.0.0.0 -p $PORT";
        }
        if (has("rackup")) {
            return "rackup -o 0.0.0.0 -p $PORT config.ru";
        }
        throw NuaException.rejected(
                "No gem of the Gemfile serves the app: add gem \"puma\" to it and run 'bundle lock'.");
    }

    /** Gems that are C on top of a library, and the packages of Debian with it. */
    enum Native {
        MYSQL2("mysql2", "default-libmysqlclient-dev", "libmariadb3"),
        PG("pg", "libpq-dev", "libpq5"),
        SQLITE3("sqlite3", "libsqlite3-dev", "libsqlite3-0");

        final String gem;
        final String headers;
        final String library;

        Native(String gem, String headers, String library) {
            this.gem = gem;
            this.headers = headers;
            this.library = library;
        }

        static List<Native> of(Gems gems) {
            return List.of(values()).stream().filter(one -> gems.has(one.gem)).toList();
        }
    }
}
