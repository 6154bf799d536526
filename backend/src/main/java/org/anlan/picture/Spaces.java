package org.anlan.picture;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.anlan.picture.model.Decision;

/** The spaces this node serves. */
public interface Spaces {

    String LIVE = "live";

    Optional<Space> find(String id);

    /** @throws PictureException 404 when there is no such space */
    Space get(String id);

    Collection<Space> list();

    /**
     * A space to be made.
     *
     * @param id begins with {@code drill-}
     * @param title what people read
     * @param scenario what is played in it
     * @param own features that it begins with besides the copies
     */
    record NewSpace(String id, String title, String scenario, SpaceClock clock, List<Decision.Put> own) {

        public NewSpace {
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(clock, "clock");
            own = List.copyOf(own);
            if (id == null || !id.matches("drill-[a-z0-9-]{1,40}") || clock.isReal()) {
                throw new IllegalArgumentException("space id \"" + id + "\", clock " + clock);
            }
        }
    }

    /**
     * Makes a space that begins with the live space's standing features, as each collection lets them in, and its own;
     * all or nothing.
     *
     * @throws PictureException 409 when there is one of this id, 503 when the database cannot be reached
     */
    Space create(NewSpace space);

    /**
     * Removes a space other than live with everything that is in it.
     *
     * @throws PictureException 404, 503
     */
    void remove(String id);

    /**
     * Takes or renews the right to run something for a space, for five seconds. Ask at least every two.
     *
     * @return whether this node holds it now; false also when the database cannot be reached
     */
    boolean lease(String id, String name);

    /** Lets another node have it at once. */
    void release(String id, String name);
}
