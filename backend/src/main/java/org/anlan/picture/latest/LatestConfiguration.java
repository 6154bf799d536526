package org.anlan.picture.latest;

import java.util.UUID;
import javax.sql.DataSource;
import org.anlan.picture.Durability;
import org.anlan.picture.Spaces;
import org.anlan.picture.stream.StreamType;
import org.anlan.picture.stream.Streams;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LatestConfiguration {

    /** The types are asked for when they are needed: they are made with the streams at hand. */
    @Bean(destroyMethod = "close")
    Streams streams(DataSource dataSource, Durability durability, Spaces spaces, ObjectProvider<StreamType> types) {
        LatestStore store =
                new LatestStore(dataSource, durability, UUID.randomUUID().toString());
        return new LatestStreams(store, spaces, () -> types.stream().toList());
    }
}
