package org.anlan.files;

/**
 * How far an upload is.
 *
 * @param received bytes that need not be sent again; equals {@code total} only when the file is stored
 * @param total bytes of the whole file, or null when nothing is known of it yet
 * @param file null until it is complete and stored
 */
public record Receipt(long received, Long total, StoredFile file) {

    public boolean isComplete() {
        return file != null;
    }
}
