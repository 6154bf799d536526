package org.anlan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataDirectoryTest {

    @TempDir
    Path directory;

    @BeforeEach
    void open_to_others() throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void one_that_is_made_is_its_owners_alone() throws IOException {
        Path data = directory.resolve("lib/anlan");
        DataDirectory.hold(data);
        assertThat(permissions(data)).isEqualTo("rwx------");
        assertThat(DataDirectory.shut(data)).isEmpty();
    }

    @Test
    void one_that_is_there_and_empty_becomes_its_owners_alone() throws IOException {
        assertThat(DataDirectory.shut(directory)).isEmpty();
        assertThat(permissions(directory)).isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anlan.mv.db",
                "anlan.trace.db",
                "anlan-before-20210722-030000.mv.db",
                "backup",
                "backup.key",
                "log",
                "run.lock",
                "tls",
                "layers.yaml"
            })
    void one_with_our_files_becomes_its_owners_alone(String name) throws IOException {
        Files.createFile(directory.resolve(name));
        assertThat(DataDirectory.shut(directory)).isEmpty();
        assertThat(permissions(directory)).isEqualTo("rwx------");
    }

    @Test
    void one_with_files_of_others_stays_open_and_is_warned_of() throws IOException {
        Files.createFile(directory.resolve("anlan.mv.db"));
        Files.createFile(directory.resolve("mail"));
        assertThat(DataDirectory.shut(directory))
                .hasValueSatisfying(warning -> assertThat(warning).contains(directory.toString(), "rwxr-xr-x"));
        assertThat(permissions(directory)).isEqualTo("rwxr-xr-x");
    }

    @Test
    void a_link_to_a_directory_is_followed() throws IOException {
        Path data = Files.createDirectory(directory.resolve("disk"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), data);
        DataDirectory.hold(link);
        assertThat(DataDirectory.shut(link)).isEmpty();
        assertThat(data.resolve("run.lock")).exists();
        assertThat(permissions(data)).isEqualTo("rwx------");
    }
}
