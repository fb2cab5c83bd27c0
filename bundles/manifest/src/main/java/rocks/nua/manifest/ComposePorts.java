package rocks.nua.manifest;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code ports} and {@code expose} of a Compose service: the first port in the container is the app's. */
record ComposePorts(Section service) {
    private static final Pattern PORT = Pattern.compile("(?:.*:)?([0-9]{1,5})(?:-[0-9]{1,5})?(/udp|/tcp)?");

    /** The app's port; 0: not said. */
    int read() {
        int web = 0;
        for (Value item : service.items("ports")) {
            Optional<Integer> port = container(item);
            if (port.isPresent() && web == 0) {
                web = port.get();
            } else {
                service.warn(item, "ports", "is not published: the router serves one port of an app, over HTTP.");
            }
        }
        for (Value item : service.items("expose")) {
            web = web == 0 ? container(item).orElse(0) : web;
        }
        return web;
    }

    /** Empty: no TCP. */
    private Optional<Integer> container(Value item) {
        String text;
        if (item instanceof Value.Table table) {
            Section section = service.below("ports", table);
            text = section.text("target") + "/" + (section.text("protocol").equals("udp") ? "udp" : "tcp");
            section.known("published", "host-ip", "mode", "name", "app-protocol");
            section.end();
        } else {
            text = service.text("ports", item);
        }
        Matcher port = PORT.matcher(text);
        if (!port.matches() || Integer.parseInt(port.group(1)) < 1 || Integer.parseInt(port.group(1)) > 65535) {
            throw item.place().reject(service.path("ports") + " must be a port from 1 to 65535. Write \"8080:3000\".");
        }
        return "/udp".equals(port.group(2)) ? Optional.empty() : Optional.of(Integer.parseInt(port.group(1)));
    }
}
