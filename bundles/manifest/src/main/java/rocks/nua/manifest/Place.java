package rocks.nua.manifest;

import rocks.nua.api.NuaException;

/**
 * A place in a manifest.
 *
 * @param file path of the file in the folder
 * @param line from 1; 0: not known
 * @param column from 1
 */
record Place(String file, int line, int column) {
    NuaException reject(String sentence) {
        return NuaException.rejected(this + ": " + sentence);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + " line " + line + ", column " + column;
    }
}
