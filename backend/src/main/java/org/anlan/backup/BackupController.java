package org.anlan.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.anlan.access.Audit;
import org.anlan.access.Caller;
import org.anlan.access.PathRule;
import org.anlan.access.PathRules;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Writes a copy of the embedded database beside it, consistent, while everybody goes on working. */
@RestController
class BackupController {

    private static final Logger LOG = LoggerFactory.getLogger(BackupController.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'anlan-'yyyyMMdd'-'HHmmss'.zip'").withZone(ZoneOffset.UTC);

    private final DataSource dataSource;
    private final Audit audit;
    private final Path directory;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean writing = new AtomicBoolean();

    BackupController(DataSource dataSource, Audit audit, @Value("${anlan.data}") Path data) {
        this.dataSource = dataSource;
        this.audit = audit;
        this.directory = data.resolve("backup");
    }

    /** @param file on the server, for {@code ./anlan restore} */
    record Backup(String file, long bytes) {}

    @PostMapping("/api/backups")
    @ResponseStatus(HttpStatus.CREATED)
    Backup create(Caller caller) {
        if (!writing.compareAndSet(false, true)) {
            throw new PictureException(
                    Problem.of(409, "backup", "正在备份,请等它完成", "a backup is being written; wait for it"));
        }
        try {
            Path file = write();
            audit.record(
                    new Audit.Entry("backup", caller.actor(), file.getFileName().toString(), null, null));
            return new Backup(file.toString(), Files.size(file));
        } catch (IOException | SQLException problem) {
            LOG.warn("no backup: {}", problem.toString());
            throw new PictureException(Problem.of(
                    503,
                    "backup",
                    "备份没有写成:请看磁盘空间和日志,已有数据不受影响",
                    "the backup was not written: look at the disk's space and the log; the data is not affected"));
        } finally {
            writing.set(false);
        }
    }

    /** Complete under its own name only; what broke off leaves nothing. */
    private Path write() throws IOException, SQLException {
        Files.createDirectories(directory);
        Path file = directory.resolve(NAME.format(clock.instant()));
        Path unfinished = directory.resolve(file.getFileName() + ".unfinished");
        try (Connection connection = dataSource.getConnection()) {
            if (!"H2".equals(connection.getMetaData().getDatabaseProductName())) {
                throw new PictureException(Problem.of(
                        409,
                        "backup",
                        "使用 PostgreSQL 时请在服务器上运行 ./anlan backup(pg_dump)",
                        "on PostgreSQL run ./anlan backup on the server (pg_dump)"));
            }
            try (PreparedStatement backup = connection.prepareStatement("BACKUP TO ?")) {
                backup.setString(1, unfinished.toString());
                backup.execute();
            }
            Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-------"));
            return Files.move(unfinished, file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    @Bean
    static PathRules backupPaths() {
        return PathRules.of(PathRule.roles(HttpMethod.POST, "/api/backups", Set.of(Role.ADMINISTRATOR)));
    }
}
