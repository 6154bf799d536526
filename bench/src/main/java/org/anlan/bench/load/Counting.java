package org.anlan.bench.load;

/** A viewer of a baseline. */
public interface Counting {

    PayloadViewer counted();
}
