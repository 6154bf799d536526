package org.anlan.picture.store;

import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.anlan.picture.Durability;
import org.anlan.picture.Spaces;
import org.anlan.picture.condition.DiskGuard;
import org.anlan.picture.hint.NodeHints;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.CommandType;
import org.anlan.picture.model.FeatureJson;
import org.anlan.picture.model.Registry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Gathers what the features declare and starts the spaces. */
@Configuration(proxyBeanMethods = false)
class PictureConfiguration {

    private static final int CHECKPOINT_EVERY = 10_000;

    @Bean
    Registry registry(ObjectProvider<CollectionType<?>> collections, ObjectProvider<CommandType<?>> commands) {
        List<CollectionType<?>> types = collections.orderedStream().toList();
        return new Registry(types, commands.orderedStream().toList());
    }

    @Bean
    FeatureJson featureJson(Registry registry) {
        return new FeatureJson(registry);
    }

    /** Static, for it must be there before the pool of connections is. */
    @Bean
    static DiskGuard diskGuard() {
        return new DiskGuard();
    }

    @Bean(destroyMethod = "close")
    @DependsOnDatabaseInitialization
    Spaces spaces(
            DataSource dataSource,
            Durability durability,
            NodeHints hints,
            Registry registry,
            FeatureJson json,
            DiskGuard guard)
            throws SQLException {
        PictureStore store = new PictureStore(dataSource, durability, json, () -> hints.tell(LocalSpaces.HEAD));
        PastStore past = new PastStore(dataSource, json, store, CHECKPOINT_EVERY);
        SpaceStore directory = new SpaceStore(dataSource, durability, store);
        LocalSpaces spaces =
                new LocalSpaces(store, past, directory, registry, json, Clock.systemUTC(), hints, guard.disk());
        spaces.start();
        return spaces;
    }
}
