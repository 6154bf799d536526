package org.anlan.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.anlan.testing.TestDatabase;
import org.anlan.testing.TestServer;
import org.junit.jupiter.api.Test;

/** What other nodes commit while this one stops reaches a feed whose event loops have ended. */
class FeedLoopTest {

    @Test
    void what_comes_after_the_end_is_passed_over_and_its_memory_given_back() throws Exception {
        try (TestServer server = TestServer.start(TestDatabase.H2GIS)) {
            SpaceFeed feed = server.bean(FeedSpaces.class).find("live").orElseThrow();
            DefaultEventLoop thread = new DefaultEventLoop();
            FeedLoop loop = new FeedLoop(feed, thread);
            loop.close(FeedSession.GOING_AWAY, "server stops");
            thread.shutdownGracefully(0, 0, TimeUnit.SECONDS).sync();
            ByteBuf frame = Unpooled.buffer();
            assertThatCode(() -> {
                        loop.wake(1);
                        loop.each(session -> {});
                        loop.moved(new LatestFrames.Moved(0, 1, List.of(), frame));
                    })
                    .doesNotThrowAnyException();
            assertThat(frame.refCnt()).isZero();
        }
    }
}
