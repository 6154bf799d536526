package org.anlan.feed;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the feed reads of the settings.
 *
 * @param sessionsPerActor sockets one account, device or program may hold at a time
 */
@ConfigurationProperties("anlan.feed")
public record FeedSettings(@DefaultValue("200") int sessionsPerActor) {

    public FeedSettings {
        if (sessionsPerActor < 1) {
            throw new IllegalArgumentException(
                    "anlan.feed.sessions-per-actor is " + sessionsPerActor + "; it must be 1 or more");
        }
    }
}
