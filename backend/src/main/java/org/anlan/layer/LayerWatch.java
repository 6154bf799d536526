package org.anlan.layer;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.anlan.picture.hint.NodeHints;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the layers of this node up to date: looks every second and on hints for what other nodes edited, and rebuilds what
 * has grown, on threads of its own.
 */
final class LayerWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LayerWatch.class);

    /** What nodes tell each other of: that a layer was edited. */
    private static final String TOPIC = "layer";

    private final Layers layers;
    private final NodeHints hints;
    private final AtomicBoolean hinted = new AtomicBoolean();
    private final ScheduledExecutorService watch = thread("layer-watch");
    private final ScheduledExecutorService builder = thread("layer-builder");
    private boolean away;

    LayerWatch(Layers layers, NodeHints hints) {
        this.layers = layers;
        this.hints = hints;
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    void start() {
        watch.scheduleWithFixedDelay(this::look, 1, 1, TimeUnit.SECONDS);
        hints.listen(TOPIC, this::hinted);
    }

    /** Many hints become one look. */
    private void hinted() {
        if (hinted.compareAndSet(false, true)) {
            submit(watch, () -> {
                hinted.set(false);
                look();
            });
        }
    }

    private static void submit(Executor executor, Runnable task) {
        try {
            executor.execute(task);
        } catch (RejectedExecutionException closing) {
            LOG.debug("a layer moved while closing");
        }
    }

    /** A database that is away is said once, not every second. */
    private void look() {
        try {
            layers.catchUp();
            layers.list().stream().filter(LiveLayer::isGrown).forEach(layer -> submit(builder, () -> rebuild(layer)));
            away = false;
        } catch (RuntimeException problem) {
            if (!away) {
                LOG.warn("cannot ask what was edited in the layers: {}", problem.toString());
            }
            away = true;
        }
    }

    private static void rebuild(LiveLayer layer) {
        try {
            if (layer.isGrown()) {
                layer.rebuild();
            }
        } catch (RuntimeException problem) {
            LOG.warn(
                    "layer {} goes on with a long list of edits: {}",
                    layer.definition().id(),
                    problem.toString());
        }
    }

    /** After an edit was committed here: returns when this node answers with it, and tells the others. Blocks. */
    void edited() {
        hints.tell(TOPIC);
        layers.catchUp();
    }

    @Override
    public void close() {
        watch.shutdown(); // an interrupt would close the file of an embedded database
        builder.shutdown();
    }
}
