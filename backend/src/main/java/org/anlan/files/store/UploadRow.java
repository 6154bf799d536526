package org.anlan.files.store;

import java.util.List;

/**
 * An upload as it stands in the database.
 *
 * @param declared Content-Type it was begun with, or null
 * @param total bytes, -1 when not said
 * @param writer the request that may append
 * @param hash of the stored file, or null while it grows
 */
record UploadRow(
        String space,
        String key,
        String owner,
        String declared,
        long total,
        long received,
        String writer,
        String hash,
        List<Double> exifPosition) {

    boolean isStored() {
        return hash != null;
    }

    /** All bytes are here, but the file was not made of them yet. */
    boolean isFull() {
        return hash == null && total > 0 && received == total;
    }
}
