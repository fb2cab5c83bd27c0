package org.example;

import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;
import rocks.nua.api.Plugin;
import rocks.nua.api.Secret;
import rocks.nua.api.build.BuildPlan;
import rocks.nua.api.build.BuildPlan.Step;
import rocks.nua.api.service.BackingService;

/**
 * A folder of files for each app, served over HTTP to who knows its password. It runs nothing by itself: it says which image, and which
 * commands in its container do what. Values go in as arguments or on standard input, never into the text of a script.
 */
@Component
@Plugin(name = "@name@")
public final class @Name@Service implements BackingService {
    private static final String PORT = "8080";
    private static final String SERVER =
            """
            mkdir -p /data/www
            echo ok >/data/www/index.html
            touch /data/httpd.conf
            echo $$ >/data/pid
            exec busybox httpd -f -p PORT -c /data/httpd.conf -h /data/www
            """
                    .replace("PORT", PORT);
    private static final String FORGET =
            """
            set -e
            grep -v "^/$1:" /data/httpd.conf >/data/httpd.new || true
            """;
    private static final String RELOAD =
            """
            mv /data/httpd.new /data/httpd.conf
            kill -HUP "$(cat /data/pid)"
            """;
    private static final String BIND = FORGET
            + """
            IFS= read -r password
            mkdir -p "/data/www/$1"
            [ -e "/data/www/$1/index.html" ] || echo "Hello from @name@" >"/data/www/$1/index.html"
            printf '/%s:%s:%s\\n' "$1" "$2" "$password" >>/data/httpd.new
            """
            + RELOAD;

    @Override
    public List<Version> versions() {
        BuildPlan.Recipe image = new BuildPlan.Recipe(
                BuildPlan.Base.DEBIAN_13,
                List.of(), // Debian packages for the build only
                List.of(new Step.Write("/usr/local/bin/serve", SERVER)),
                List.of(),
                List.of("busybox"), // Debian packages in the result
                List.of(),
                List.of("/bin/sh", "/usr/local/bin/serve"),
                Integer.parseInt(PORT),
                Map.of(),
                List.of("busybox comes from Debian 13"));
        return List.of(new Version("1", image, "/data"));
    }

    @Override
    public Command ready() {
        return new Command(List.of("busybox", "wget", "-q", "-O", "/dev/null", "http://127.0.0.1:" + PORT + "/"), "");
    }

    @Override
    public Command bind(Credentials app) {
        return script(BIND, app, app.password().reveal() + "\n");
    }

    @Override
    public Command unbind(Credentials app) {
        return script(FORGET + RELOAD, app, "");
    }

    @Override
    public Command dump(Credentials app) {
        return new Command(List.of("tar", "-C", "/data/www", "-cf", "-", app.database()), "");
    }

    @Override
    public Command restore(Credentials app) {
        return script(
                """
                set -e
                rm -rf "/data/new.$1"
                mkdir "/data/new.$1"
                tar -C "/data/new.$1" -xf -
                rm -rf "/data/www/$1"
                mv "/data/new.$1/$1" /data/www/
                rmdir "/data/new.$1"
                """,
                app,
                "");
    }

    @Override
    public Map<String, Secret> variables(Credentials app) {
        String url = "http://" + app.host() + ":" + PORT + "/" + app.database() + "/";
        return Map.of(
                "FILES_URL", new Secret(url),
                "FILES_USER", new Secret(app.user()),
                "FILES_PASSWORD", app.password());
    }

    private static Command script(String text, Credentials app, String input) {
        return new Command(List.of("/bin/sh", "-c", text, "@name@", app.database(), app.user()), input);
    }
}
