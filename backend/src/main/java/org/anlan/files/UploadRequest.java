package org.anlan.files;

import java.util.Objects;
import org.anlan.picture.Actor;
import org.anlan.picture.Role;
import org.springframework.http.HttpHeaders;

/**
 * Bytes of one file about to arrive.
 *
 * @param space the space whose file it becomes
 * @param key names the file within its owner, e.g. "fieldreports/{id}/photos/1": letters, digits, / _ . - up to 200
 * @param actor id of who sends it; field staff may see the files they sent
 * @param role of who sends it; a field phone has a budget
 * @param contentType declared type, or null; when it is said it must be true
 * @param contentRange "bytes a-b/total", or null for the whole file
 * @param contentLength bytes of this body, -1 when not said
 */
public record UploadRequest(
        String space,
        String key,
        String actor,
        Role role,
        String contentType,
        String contentRange,
        long contentLength) {

    public UploadRequest {
        Objects.requireNonNull(space, "space");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(role, "role");
        if (!key.matches("[A-Za-z0-9/_.-]{1,200}")) {
            throw new IllegalArgumentException("upload key \"" + key + "\"");
        }
    }

    public static UploadRequest of(String space, String key, Actor actor, HttpHeaders headers) {
        return new UploadRequest(
                space,
                key,
                actor.id(),
                actor.role(),
                headers.getFirst(HttpHeaders.CONTENT_TYPE),
                headers.getFirst(HttpHeaders.CONTENT_RANGE),
                headers.getContentLength());
    }
}
