package org.anlan;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The directory of the embedded database and the log: one process holds it at a time, and {@code ./anlan} asks which. */
final class DataDirectory {

    private static final String LOCK = "run.lock";
    private static final Set<PosixFilePermission> OWNERS_ALONE = PosixFilePermissions.fromString("rwx------");

    /** Names of what the server and {@code ./anlan} put there. */
    private static final Pattern OURS = Pattern.compile(
            "anlan[.-].*|backup|backup\\.key.*|buildings\\.geojson|layers\\.yaml|log|restoring|run\\.lock|tls");

    /** Held until the process ends, however it ends. Several servers within one process, as tests have them, share it. */
    private static final Map<Path, FileLock> HELD = new HashMap<>();

    private DataDirectory() {}

    /** Makes the directory when it is not there. @throws SurroundingsException when another process holds it */
    static synchronized void hold(Path directory) {
        try {
            if (!Files.isDirectory(directory)) {
                Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNERS_ALONE));
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

    /**
     * Makes the directory readable by its owner only, for names, phone numbers and photos lie in it. One that holds what is
     * not ours may be open on purpose, as /tmp is, and stays so.
     *
     * @return what to warn of when it stays open to others
     */
    static Optional<String> shut(Path directory) {
        try {
            Set<PosixFilePermission> now = Files.getPosixFilePermissions(directory);
            if (OWNERS_ALONE.containsAll(now)) {
                return Optional.empty();
            }
            if (holdsOnlyOurs(directory)) {
                Files.setPosixFilePermissions(directory, OWNERS_ALONE);
                return Optional.empty();
            }
            return Optional.of("The data directory " + directory + " is open to other users of this machine ("
                    + PosixFilePermissions.toString(now) + ") and holds more than Anlan's files; it is left so."
                    + " Personal data lies in it: set ANLAN_DATA to a directory of its own, or chmod 700 it.");
        } catch (IOException problem) {
            return Optional.of("The data directory " + directory + " may be open to other users of this machine: "
                    + problem + ". Give it to the user that runs the server, mode 700.");
        }
    }

    private static boolean holdsOnlyOurs(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.allMatch(
                    file -> OURS.matcher(file.getFileName().toString()).matches());
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
