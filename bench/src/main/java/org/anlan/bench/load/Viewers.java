package org.anlan.bench.load;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Many viewers of one server on one event loop. */
public final class Viewers<V extends Viewer> implements AutoCloseable, Viewer.Listener {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final int port;
    private final List<V> all = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final AtomicInteger connected = new AtomicInteger();
    private final AtomicInteger ready = new AtomicInteger();
    private final AtomicInteger gone = new AtomicInteger();
    private volatile boolean closing;

    public Viewers(int port) {
        this.port = port;
    }

    /**
     * Opens {@code count} connections, at most {@code atOnce} of them under way.
     */
    public void open(int count, int atOnce, Supplier<V> maker) throws Exception {
        int from = opened.get();
        int until = from + count;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (opened.get() < until) {
            if (opened.get() - connected.get() < atOnce) {
                connect(maker.get());
            } else {
                if (gone.get() > 0 || System.nanoTime() > deadline) {
                    throw new IllegalStateException(this + " while connecting to port " + port);
                }
                TimeUnit.MICROSECONDS.sleep(50);
            }
        }
    }

    private void connect(V viewer) {
        viewer.listener = this;
        opened.incrementAndGet();
        all.add(viewer);
        ChannelFuture connecting = Loops.bootstrap(Loops.VIEWERS)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(viewer);
                    }
                })
                .connect(new InetSocketAddress("127.0.0.1", port));
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                gone.incrementAndGet();
            }
        });
    }

    @Override
    public void connected(Viewer viewer) {
        connected.incrementAndGet();
    }

    @Override
    public void ready(Viewer viewer) {
        ready.incrementAndGet();
    }

    @Override
    public void gone(Viewer viewer) {
        if (!closing) {
            gone.incrementAndGet();
        }
    }

    /** Those the server has taken. */
    public int connected() {
        return connected.get();
    }

    public int ready() {
        return ready.get();
    }

    /** Connections that broke or were refused. */
    public int gone() {
        return gone.get();
    }

    public List<V> all() {
        return all;
    }

    /** Waits until all that were opened are ready. */
    public void awaitReady() throws Exception {
        await(() -> ready.get() == opened.get(), "not all viewers became ready");
    }

    /** Waits for a condition; when a connection breaks meanwhile, or it takes two minutes, throws. */
    public void await(BooleanSupplier condition, String complaint) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            if (gone.get() > 0 || System.nanoTime() > deadline) {
                throw new IllegalStateException(complaint + ": " + this);
            }
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** From now on receipts are counted there. */
    public void count(Tally tally) throws Exception {
        onLoop(() -> {
            all.forEach(viewer -> viewer.count(tally));
            return null;
        });
    }

    /** Does it for each on the event loop, and waits. */
    public void each(Consumer<V> work) throws Exception {
        onLoop(() -> {
            all.forEach(work);
            return null;
        });
    }

    /** Works on the event loop, where the viewers may be looked at. */
    public <T> T onLoop(Callable<T> work) throws Exception {
        return Loops.VIEWERS.submit(work).get();
    }

    @Override
    public void close() throws Exception {
        closing = true;
        onLoop(() -> {
            all.forEach(Viewer::close);
            return null;
        });
    }

    @Override
    public String toString() {
        return opened + " opened, " + ready + " ready, " + gone + " gone";
    }
}
