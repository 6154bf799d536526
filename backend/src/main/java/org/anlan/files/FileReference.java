package org.anlan.files;

/**
 * That a stored file belongs to something: the completed upload of a key.
 *
 * @param owner id of the actor who uploaded it
 */
public record FileReference(String space, String key, String hash, String owner) {}
