package rocks.nua.api.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import rocks.nua.api.RelativePath;
import rocks.nua.api.app.AppSpec;
import rocks.nua.api.build.BuildPlan.Step;

/**
 * Finished pages, served by Debian's nginx without root: what builders that end with such pages add to their recipe.
 *
 * @param root absolute folder in the image
 * @param port where it listens
 * @param utf8 whether the pages are UTF-8; others tell their encoding themselves
 * @param notFoundPage whether the site has a 404.html
 * @param singlePage whether unknown paths without an extension get index.html
 */
public record NginxSite(String root, int port, boolean utf8, boolean notFoundPage, boolean singlePage) {
    /** The Debian package in the result. */
    public static final String PACKAGE = "nginx-light";

    private static final String CONFIG = "/etc/nginx/nua.conf";
    // Immutable is only what carries a hash: hex with letters and digits (so that no date or word is taken for one),
    // or what bundlers put into folders of their own.
    private static final String TEMPLATE =
            """
            daemon off;
            worker_processes 1;
            pid /tmp/nginx.pid;
            error_log stderr warn;
            events { worker_connections 4096; }
            http {
              include /etc/nginx/mime.types;
              types { text/javascript mjs; application/manifest+json webmanifest; text/markdown md; }
              default_type application/octet-stream;
            @CHARSET@  charset_types text/plain text/css text/javascript text/markdown text/xml application/javascript application/json application/manifest+json;
              server_tokens off;
              sendfile on;
              tcp_nopush on;
              absolute_redirect off;
              access_log /dev/stdout;
              client_max_body_size 64k;
              client_body_temp_path /tmp/nginx-body;
              proxy_temp_path /tmp/nginx-proxy;
              fastcgi_temp_path /tmp/nginx-fastcgi;
              uwsgi_temp_path /tmp/nginx-uwsgi;
              scgi_temp_path /tmp/nginx-scgi;
              gzip on;
              gzip_vary on;
              gzip_proxied any;
              gzip_min_length 512;
              gzip_types text/plain text/css text/javascript text/markdown text/xml application/javascript application/json application/manifest+json application/wasm application/xml application/rss+xml application/atom+xml image/svg+xml font/ttf font/otf;
              map $uri $nua_cache {
                default "no-cache";
                "~[.-](?=[0-9a-f]*[0-9])(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\\.(?!html?$)[a-z0-9.]+$" "public, max-age=31536000, immutable";
                "~^/(?:_app/immutable|_next/static/(?:chunks|css|media)|_astro)/.+\\.(?!html?$)[a-z0-9]+$" "public, max-age=31536000, immutable";
                "~^/assets/.+-(?=[A-Za-z0-9_-]*[A-Z0-9])[A-Za-z0-9_-]{8}\\.(?:js|css|woff2?|png|jpe?g|gif|svg|webp|avif|wasm)$" "public, max-age=31536000, immutable";
              }
              server {
                listen @PORT@ default_server;
                root @ROOT@;
                index index.html;
                autoindex off;
                add_header Cache-Control $nua_cache;
                add_header X-Content-Type-Options nosniff;
            @NOT_FOUND@    location / { try_files @TRY@; }
                location ~ /\\.(?!well-known/) { return 404; }
                location ~ ^/(?:nua/|nua-config\\.|expected-plan\\.txt$|Procfile$|Dockerfile$) { return 404; }
            @ASSETS@  }
            }
            """;

    /** The port that the manifest gives to the web process, else 8080: nginx does not read PORT, so its configuration holds it. */
    public static int port(AppSpec spec) {
        AppSpec.Port web = spec.ports().get("web");
        return web == null ? 8080 : web.container();
    }

    /** A recipe whose steps make the pages, which alone are in the result. */
    public BuildPlan.Recipe recipe(
            BuildPlan.Base base,
            List<String> packages,
            List<Step> steps,
            List<BuildPlan.CachePath> caches,
            List<String> because) {
        var all = new ArrayList<>(steps);
        all.add(configuration());
        return new BuildPlan.Recipe(
                base,
                packages,
                all,
                caches,
                List.of(PACKAGE),
                List.of(new RelativePath(root.replaceFirst("^/app/", ""))),
                start(),
                port,
                Map.of(),
                because);
    }

    /** Writes the server's configuration. */
    public Step configuration() {
        return new Step.Write(CONFIG, text());
    }

    /** Arguments of the web process. */
    public static List<String> start() {
        return List.of("nginx", "-e", "stderr", "-c", CONFIG);
    }

    private String text() {
        return TEMPLATE.replace("@PORT@", Integer.toString(port))
                .replace("@ROOT@", root)
                .replace("@CHARSET@", utf8 ? "  charset utf-8;\n" : "")
                .replace("@NOT_FOUND@", notFoundPage ? "    error_page 404 /404.html;\n" : "")
                .replace("@TRY@", singlePage ? "$uri $uri/ /index.html" : "$uri $uri/ $uri.html =404")
                .replace("@ASSETS@", singlePage ? "    location ~ \\.[A-Za-z0-9]+$ { try_files $uri =404; }\n" : "");
    }
}
