package org.anlan.backup;

import java.io.IOException;
import java.net.InetSocketAddress;
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
import org.anlan.picture.Actor;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Writes a copy of the embedded database beside it, consistent, while everybody goes on working. */
@RestController
class BackupController {

    private static final Logger LOG = LoggerFactory.getLogger(BackupController.class);
    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("'anlan-'yyyyMMdd'-'HHmmss'.zip'").withZone(ZoneOffset.UTC);

    private static final Actor COMMAND_LINE = Actor.system("./anlan backup");

    private final DataSource dataSource;
    private final Audit audit;
    private final LocalKey localKey;
    private final Path directory;
    private final Clock clock = Clock.systemUTC();
    private final AtomicBoolean writing = new AtomicBoolean();

    BackupController(DataSource dataSource, Audit audit, LocalKey localKey, @Value("${anlan.data}") Path data) {
        this.dataSource = dataSource;
        this.audit = audit;
        this.localKey = localKey;
        this.directory = data.resolve("backup");
    }

    /** @param file on the server, for {@code ./anlan restore} */
    record Backup(String file, long bytes) {}

    @PostMapping("/api/backups")
    @ResponseStatus(HttpStatus.CREATED)
    Backup create(Caller caller) {
        return create(caller.actor());
    }

    /** For {@code ./anlan backup}; the path is open, for what it asks is no account's. */
    @PostMapping("/api/backups/local")
    @ResponseStatus(HttpStatus.CREATED)
    Backup createHere(
            @RequestHeader(name = "X-Anlan-Backup-Key", required = false) String key, ServerHttpRequest request) {
        if (!localKey.is(key) || !isFromHere(request.getRemoteAddress(), request.getLocalAddress())) {
            throw new PictureException(Problem.of(
                    403, "local", "只供本机的 ./anlan backup 使用", "this is for ./anlan backup on the server's own machine"));
        }
        return create(COMMAND_LINE);
    }

    /** A server that listens on one address is called by that address from its own machine, too. */
    static boolean isFromHere(InetSocketAddress peer, InetSocketAddress own) {
        return peer != null
                && (peer.getAddress().isLoopbackAddress()
                        || (own != null && peer.getAddress().equals(own.getAddress())));
    }

    private Backup create(Actor by) {
        if (!writing.compareAndSet(false, true)) {
            throw new PictureException(
                    Problem.of(409, "backup", "正在备份,请等它完成", "a backup is being written; wait for it"));
        }
        try {
            Path file = write();
            audit.record(new Audit.Entry("backup", by, file.getFileName().toString(), null, null));
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
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
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
        return PathRules.of(
                PathRule.roles(HttpMethod.POST, "/api/backups", Set.of(Role.ADMINISTRATOR)),
                PathRule.open(HttpMethod.POST, "/api/backups/local"));
    }
}
