package rocks.nua.core.catalogue;

import java.nio.file.Path;
import java.util.List;
import rocks.nua.api.LineSink;
import rocks.nua.api.catalogue.Catalogue.Entry;

/** Where packages come from. Thread-safe. */
interface Shelf {
    /** What is there now. */
    List<Entry> entries();

    /** Brings the source of one of its apps into an empty folder. */
    void fetch(Entry app, Path folder, LineSink log);
}
