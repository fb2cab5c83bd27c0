package rocks.nua.rest;

import java.util.List;
import rocks.nua.api.Caller;
import rocks.nua.api.NuaException;
import rocks.nua.api.catalogue.Catalogue;

/** A catalogue with one package, {@code wiki}. */
final class FakeCatalogue implements Catalogue {
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
}
