package org.anlan.ogc;

import java.util.Optional;
import java.util.Set;
import org.anlan.ogc.query.ItemsQuery;

/** One collection as one caller may see it. */
interface Source {

    String id();

    /** What people read in their list of layers. */
    String title();

    /** What it holds and how far it can be trusted. */
    String description();

    /** Names a filter may ask for; {@code geometry} is understood besides. */
    Set<String> names();

    /** Around what this caller sees. */
    Extent extent();

    Page page(ItemsQuery query);

    Optional<Item> find(String id);
}
