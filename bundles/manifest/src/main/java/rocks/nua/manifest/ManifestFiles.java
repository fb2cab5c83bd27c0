package rocks.nua.manifest;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.NuaException;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.SourceTree;
import rocks.nua.api.manifest.ManifestReader;

/** Reads nua-config in TOML, JSON or YAML; where it is silent, the Procfile and app.json; without all of them, Compose. */
@Component
public final class ManifestFiles implements ManifestReader {
    private static final int LARGEST = 1 << 20;
    private static final List<String> FOLDERS = List.of("", "nua/", "nua/metadata/");
    private static final List<String> NAMES =
            List.of("nua-config.json", "nua-config.toml", "nua-config.yaml", "nua-config.yml");

    private static final List<String> OVERRIDES = List.of(
            "compose.override.yaml",
            "compose.override.yml",
            "docker-compose.override.yaml",
            "docker-compose.override.yml");

    @Override
    public Manifest read(Path folder) {
        SourceTree source = SourceTree.of(folder);
        var remarks = new Remarks();
        List<String> found = FOLDERS.stream()
                .flatMap(place -> NAMES.stream().map(name -> place + name))
                .filter(source::has)
                .toList();
        found.stream().skip(1).forEach(other -> remarks.warn(other + ": " + found.get(0) + " is read instead of it."));
        AppSpec spec = found.isEmpty()
                ? AppSpec.EMPTY
                : SideFolder.of(source, remarks).addTo(spec(found.get(0), source, remarks));
        AppSpec heroku = heroku(source, remarks);
        String file = Stream.concat(
                        found.stream(), Stream.of(Procfile.FILE, AppJson.FILE).filter(source::has))
                .findFirst()
                .orElse("");
        List<String> composes = Compose.FILES.stream().filter(source::has).toList();
        if (composes.isEmpty() || !found.isEmpty() || !heroku.equals(AppSpec.EMPTY)) {
            composes.forEach(other -> remarks.warn(other + ": " + file + " is read instead of it."));
            return new Manifest(Merged.of(spec, heroku), file, remarks.warnings());
        }
        return new Manifest(compose(composes, source, remarks), composes.get(0), remarks.warnings());
    }

    private static AppSpec compose(List<String> files, SourceTree source, Remarks remarks) {
        String file = files.get(0);
        Stream.concat(files.stream().skip(1), OVERRIDES.stream().filter(source::has))
                .forEach(other -> remarks.warn(other + ": only " + file + " is read."));
        return new Compose(Syntax.of(file).parse(file, text(file, source)), source, remarks).read();
    }

    /** What Heroku reads. */
    private static AppSpec heroku(SourceTree source, Remarks remarks) {
        AppSpec procfile = source.has(Procfile.FILE)
                ? Procfile.parse(text(Procfile.FILE, source)).spec()
                : AppSpec.EMPTY;
        return Optional.of(AppJson.FILE)
                .filter(source::has)
                .map(file -> AppJson.parse(text(file, source), remarks))
                .filter(AppJson::isHerokus)
                .map(json -> json.addTo(procfile))
                .orElse(procfile);
    }

    private static AppSpec spec(String file, SourceTree source, Remarks remarks) {
        return new SpecReader(Syntax.of(file).parse(file, text(file, source)), remarks).read();
    }

    private static String text(String file, SourceTree source) {
        String text = source.read(file).orElse("");
        if (text.length() > LARGEST) {
            throw NuaException.rejected(file + " is over 1 MiB, which no manifest needs. Make it smaller.");
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
