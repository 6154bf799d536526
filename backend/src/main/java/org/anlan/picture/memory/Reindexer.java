package org.anlan.picture.memory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Rebuilds worn spatial trees on another thread and puts them under the newest snapshot when they are ready. */
public final class Reindexer {

    private final Executor executor;
    private CompletableFuture<Snapshot> building;

    public Reindexer(Executor executor) {
        this.executor = executor;
    }

    /** Called by the writer alone, with each new snapshot. */
    public Snapshot refresh(Snapshot newest) {
        Snapshot fresh = newest;
        if (building != null && building.isDone()) {
            if (!building.isCompletedExceptionally() && building.join().epoch().equals(newest.epoch())) {
                fresh = newest.onIndexOf(building.join());
            }
            building = null;
        }
        if (building == null && fresh.isWorn()) {
            Snapshot worn = fresh;
            building = CompletableFuture.supplyAsync(worn::reindexed, executor);
        }
        return fresh;
    }
}
