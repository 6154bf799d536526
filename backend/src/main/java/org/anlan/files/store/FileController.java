package org.anlan.files.store;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.anlan.files.FileReference;
import org.anlan.files.FileVisibility;
import org.anlan.files.StoredFile;
import org.anlan.files.content.FileType;
import org.anlan.picture.Reader;
import org.anlan.picture.Role;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Serves stored files by hash. A file somebody may not see is as absent as one that never was. */
@RestController
class FileController {

    /** The name is the content's hash, so it can never change. */
    private static final CacheControl FOREVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private final FileStore files;
    private final UploadStore uploads;
    private final List<FileVisibility> visibilities;

    FileController(FileStore files, UploadStore uploads, ObjectProvider<FileVisibility> visibilities) {
        this.files = files;
        this.uploads = uploads;
        this.visibilities = visibilities.orderedStream().toList();
    }

    /** Understands Range, so that sound can be wound forward. */
    @GetMapping("/files/{hash}")
    ResponseEntity<Resource> file(
            @PathVariable String hash,
            Reader reader,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
        String space = visible(hash, reader);
        StoredFile file = files.find(space, hash).orElseThrow(FileStore::missing);
        FileType type = FileType.find(file.type()).orElseThrow(FileStore::missing);
        return answer(
                "\"" + hash + "\"",
                known,
                file.type(),
                hash + "." + type.extension(),
                () -> files.getBytes(space, hash));
    }

    @GetMapping("/files/{hash}/thumbnail")
    ResponseEntity<Resource> thumbnail(
            @PathVariable String hash,
            Reader reader,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) String known) {
        String space = visible(hash, reader);
        return answer("\"" + hash + "-t\"", known, MediaType.IMAGE_JPEG_VALUE, hash + "-t.jpg", () -> files.thumbnail(
                        space, hash)
                .orElseThrow(FileStore::missing));
    }

    private static ResponseEntity<Resource> answer(
            String etag, String known, String type, String name, java.util.function.Supplier<byte[]> bytes) {
        boolean unchanged = known != null && known.contains(etag);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(unchanged ? HttpStatus.NOT_MODIFIED : HttpStatus.OK)
                .eTag(etag)
                .cacheControl(FOREVER)
                .header("X-Content-Type-Options", "nosniff")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(name).build().toString());
        return unchanged
                ? answer.build()
                : answer.contentType(MediaType.parseMediaType(type)).body(new ByteArrayResource(bytes.get()));
    }

    /** The space in which this reader may see the file. */
    private String visible(String hash, Reader reader) {
        Optional<UploadRow> reference = uploads.findByHash(hash).stream()
                .filter(row -> maySee(reader, row))
                .findFirst();
        return reference.map(UploadRow::space).orElseThrow(FileStore::missing);
    }

    private boolean maySee(Reader reader, UploadRow row) {
        if (reader.role() == Role.FIELD || reader.is(row.owner())) {
            return reader.is(row.owner());
        }
        FileReference reference = new FileReference(row.space(), row.key(), row.hash(), row.owner());
        return visibilities.stream().noneMatch(visibility -> visibility.hides(reader, reference));
    }
}
