package org.anlan.picture.condition;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.HikariPoolMXBean;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Sees every failure of the pool's connections, whoever made it. H2 closes the whole database when a write fails; it is
 * opened anew by the next connection, but those that are open stay useless for good and call themselves valid.
 */
public final class DiskGuard implements BeanPostProcessor {

    private static final int H2_CLOSED = 90_098;

    private final Disk disk = new Disk();

    public Disk disk() {
        return disk;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && !pool.isRunning()) {
            guard(pool);
        }
        return bean;
    }

    /** Before its first connection. */
    public void guard(HikariDataSource pool) {
        pool.setExceptionOverride(new Adjudicator(disk, pool));
    }

    private record Adjudicator(Disk disk, HikariDataSource pool) implements SQLExceptionOverride {

        @java.lang.Override
        public Override adjudicate(SQLException problem) {
            boolean ofDisk = disk.notes(problem);
            boolean embedded = String.valueOf(pool.getJdbcUrl()).startsWith("jdbc:h2:");
            if (!embedded || !(ofDisk || problem.getErrorCode() == H2_CLOSED)) {
                return Override.CONTINUE_EVICT;
            }
            HikariPoolMXBean connections = pool.getHikariPoolMXBean();
            if (connections != null) {
                connections.softEvictConnections();
            }
            return Override.MUST_EVICT;
        }
    }
}
