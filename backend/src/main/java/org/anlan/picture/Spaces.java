package org.anlan.picture;

import java.util.Collection;
import java.util.Optional;

/** The spaces this node serves. */
public interface Spaces {

    String LIVE = "live";

    Optional<Space> find(String id);

    /** @throws PictureException 404 when there is no such space */
    Space get(String id);

    Collection<Space> list();
}
