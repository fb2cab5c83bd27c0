package rocks.nua.web;

import rocks.nua.api.extension.Panel;

/** A panel with that title, whose pages are in the test resources. */
record Greeting(String title) implements Panel {}
