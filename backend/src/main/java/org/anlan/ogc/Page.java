package org.anlan.ogc;

import java.util.List;
import java.util.OptionalLong;

/**
 * A page of a collection.
 *
 * @param next what the next page comes after, or null on the last
 * @param matched how many there are on all pages; empty when counting would read the whole layer
 */
record Page(List<Item> items, String next, OptionalLong matched) {

    Page {
        items = List.copyOf(items);
    }

    /** @param found one more than the limit when there is a next page */
    static Page of(List<Item> found, int limit, OptionalLong matched) {
        boolean more = found.size() > limit;
        List<Item> items = more ? found.subList(0, limit) : found;
        return new Page(items, more ? items.get(limit - 1).id() : null, matched);
    }
}
