package org.anlan.files;

import java.util.Optional;

/** The stored files of a space. All calls block on the database. */
public interface Files {

    /** The file uploaded under a key, with the position its camera wrote; empty while it is not complete. */
    Optional<StoredFile> findByKey(String space, String key);

    /** A file by its hash; it may have been uploaded under several keys, so it carries no position. */
    Optional<StoredFile> find(String space, String hash);

    /** @throws org.anlan.picture.PictureException 404 */
    byte[] getBytes(String space, String hash);
}
