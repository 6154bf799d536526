package org.anlan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/** The directory of the embedded database and the log: one process holds it at a time, and {@code ./anlan} asks which. */
final class DataDirectory {

    private static final String LOCK = "run.lock";

    /** Held until the process ends, however it ends. Several servers within one process, as tests have them, share it. */
    private static final Map<Path, FileLock> HELD = new HashMap<>();

    private DataDirectory() {}

    /** Makes the directory when it is not there. @throws SurroundingsException when another process holds it */
    static synchronized void hold(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            Path real = directory.toRealPath();
            if (!HELD.containsKey(real)) {
                HELD.put(real, lock(real));
            }
        } catch (IOException problem) {
            throw new SurroundingsException(
                    "The data directory " + directory + " cannot be used: " + problem,
                    "Give it to the user that runs the server, or set ANLAN_DATA to another one.");
        }
    }

    private static FileLock lock(Path directory) throws IOException {
        FileChannel file =
                FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = file.tryLock();
        if (lock == null) {
            file.close();
            throw new SurroundingsException(
                    "Anlan is already running on " + directory + ", or a copy is being made or put back there",
                    "Stop it first, or set another ANLAN_DATA and ANLAN_PORT.");
        }
        return lock;
    }
}
