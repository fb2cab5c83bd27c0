package rocks.nua.core.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.catalogue.Catalogue.Entry;
import rocks.nua.api.catalogue.Catalogue.Kind;
import rocks.nua.api.catalogue.Repositories.Channel;

/**
 * What a repository offers.
 *
 * @param items in the order of its index
 */
record Index(List<Item> items) {
    private static final ObjectMapper JSON = new ObjectMapper();
    static final Pattern ID = Pattern.compile("[a-z][a-z0-9._-]{0,79}");
    private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * A package of it.
     *
     * @param entry what people see
     * @param channel for whom it is
     * @param archive its file, beside the index
     * @param sha256 of the file
     */
    record Item(Entry entry, Channel channel, RelativePath archive, String sha256) {}

    /** What is for those who want that channel. */
    List<Item> of(Channel wanted) {
        return items.stream()
                .filter(item -> wanted == Channel.BETA || item.channel() == Channel.STABLE)
                .toList();
    }

    /** @throws NuaException BAD_REQUEST when the bytes are no index */
    static Index read(byte[] bytes, String repository) {
        try {
            JsonNode root = JSON.readTree(bytes);
            if (root.path("format").asInt() != 1 || !root.path("packages").isArray()) {
                throw wrong("it has no \"format\": 1 and list \"packages\"");
            }
            List<Item> items = new ArrayList<>();
            for (JsonNode node : root.path("packages")) {
                items.add(item(node, repository));
            }
            return new Index(List.copyOf(items));
        } catch (JsonProcessingException e) {
            throw wrong(NuaException.excerpt(String.valueOf(e.getOriginalMessage())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Item item(JsonNode node, String repository) {
        String id = node.path("id").asText();
        require(ID.matcher(id).matches(), "package '" + NuaException.excerpt(id) + "' has no id of lower-case letters");
        require(SHA_256.matcher(node.path("sha256").asText()).matches(), "package '" + id + "' has no sha256");
        require(!node.path("archive").asText().isEmpty(), "package '" + id + "' has no archive");
        List<String> tags = new ArrayList<>();
        node.path("tags").forEach(tag -> tags.add(tag.asText()));
        Entry entry = new Entry(
                id,
                word(Kind.class, node, "kind", Kind.APP),
                node.path("version").asText(),
                node.path("title").asText(),
                node.path("tagline").asText(),
                node.path("description").asText(),
                node.path("website").asText(),
                node.path("license").asText(),
                tags,
                repository);
        return new Item(
                entry,
                word(Channel.class, node, "channel", Channel.STABLE),
                new RelativePath(node.path("archive").asText()),
                node.path("sha256").asText());
    }

    private static <E extends Enum<E>> E word(Class<E> type, JsonNode node, String key, E absent) {
        String said = node.path(key).asText(absent.name()).toUpperCase(Locale.ROOT);
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(said)) {
                return one;
            }
        }
        throw wrong("it has a " + key + " '" + NuaException.excerpt(said) + "'");
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw wrong(otherwise);
        }
    }

    private static NuaException wrong(String why) {
        return NuaException.badRequest("The repository's index.json cannot be read: " + why
                + ". Tell whoever makes the repository; the last good index is kept.");
    }
}
