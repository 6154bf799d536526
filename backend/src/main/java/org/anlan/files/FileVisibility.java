package org.anlan.files;

import org.anlan.picture.Reader;

/**
 * Lets field staff see more than the files they sent themselves; every other role sees all. Features contribute beans of
 * this; one that agrees is enough. Called on a thread that may block.
 */
public interface FileVisibility {

    boolean maySee(Reader reader, FileReference reference);
}
