package rocks.nua.rest;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.RelativePath;
import rocks.nua.api.catalogue.Catalogue;
import rocks.nua.api.catalogue.Repositories;

/** A catalogue with one package, {@code wiki}, of repositories that can be added. */
final class FakeCatalogue implements Catalogue, Repositories {
    private final List<Repository> repositories = new ArrayList<>();

    private static final Entry WIKI = new Entry(
            "wiki",
            Kind.APP,
            "1.2",
            "Wiki",
            "Pages for all",
            "",
            "https://wiki.example.org",
            "MIT",
            List.of("text"),
            "org.example.wiki 1.0.0");

    @Override
    public List<Entry> search(String words, Caller caller) {
        return words.isEmpty() || words.equals("wiki") ? List.of(WIKI) : List.of();
    }

    @Override
    public Entry get(String id, Caller caller) {
        if (!id.equals("wiki")) {
            throw NuaException.notFound("There is no package '" + id + "'.");
        }
        return WIKI;
    }

    @Override
    public List<Repository> list(Caller caller) {
        return repositories;
    }

    @Override
    public Repository add(String address, String name, String key, Channel channel, Caller caller) {
        repositories.add(new Repository(name, address, channel, key, 1, Instant.EPOCH, ""));
        return repositories.get(0);
    }

    @Override
    public Repository refresh(String name, Caller caller) {
        return repositories.get(0);
    }

    @Override
    public Listing inspect(InputStream content, RelativePath archive, Channel channel, Caller caller) {
        return new Listing(
                "wiki", Kind.APP, "1.2", "Wiki", "", "", "", "", List.of("text"), channel, archive, "0".repeat(64));
    }

    @Override
    public void remove(String name, Caller caller) {
        repositories.removeIf(one -> one.name().equals(name));
    }
}
