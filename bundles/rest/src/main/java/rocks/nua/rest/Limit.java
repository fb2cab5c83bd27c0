package rocks.nua.rest;

import rocks.nua.api.NuaException;

/**
 * How many things are asked for.
 *
 * @param most from 1 to 1000
 */
record Limit(int most) {

    /** Reads a number. */
    static Limit of(String text) {
        if (!text.matches("[0-9]{1,4}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 1000) {
            throw NuaException.badRequest("Limit '" + NuaException.excerpt(text) + "' is not a number from 1 to 1000.");
        }
        return new Limit(Integer.parseInt(text));
    }
}
