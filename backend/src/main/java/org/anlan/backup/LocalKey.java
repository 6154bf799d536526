package org.anlan.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * By what {@code ./anlan backup} asks the server for a copy without anybody's password: random, new at each start, in a
 * file beside the database, so that whoever can read the one could read the other as well.
 */
@Component
class LocalKey {

    static final String FILE = "backup.key";
    private static final Logger LOG = LoggerFactory.getLogger(LocalKey.class);

    private final byte[] key = random();

    LocalKey(@Value("${anlan.data}") Path data) {
        try {
            Path unfinished = data.resolve(FILE + ".new");
            Files.deleteIfExists(unfinished);
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(unfinished, key);
            Files.move(unfinished, data.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException problem) {
            // a full disk, perhaps: the picture can be read all the same
            LOG.warn("./anlan backup will be refused until the next start: {}", problem.toString());
        }
    }

    private static byte[] random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
    }

    /** Takes the same time wherever the two differ. */
    boolean is(String given) {
        return given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
    }
}
