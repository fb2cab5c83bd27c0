package rocks.nua.core.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gems, by the specification that is kept of each that is installed. */
final class RubyGems implements Catalog {
    private static final Pattern NAME = Pattern.compile("\\.name\\s*=\\s*\"([^\"]+)\"");
    private static final Pattern VERSION = Pattern.compile("\\.version\\s*=\\s*(?:Gem::Version\\.new\\()?\"([^\"]+)\"");

    @Override
    public boolean holds(String path) {
        return path.endsWith(".gemspec") && path.contains("/specifications/");
    }

    @Override
    public List<Component> read(String path, InputStream file) throws IOException {
        String text = Catalog.text(file);
        Matcher name = NAME.matcher(text);
        Matcher version = VERSION.matcher(text);
        return name.find() && version.find()
                ? List.of(Component.of("gem", "", name.group(1), version.group(1)))
                : List.of();
    }
}
