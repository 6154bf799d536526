package org.anlan.files;

import org.anlan.picture.Reader;

/**
 * Hides the files of what a reader may not see. Features contribute beans of this; one that hides a file is enough. Field
 * staff see only what they sent themselves anyway. Called on a thread that may block.
 */
public interface FileVisibility {

    boolean hides(Reader reader, FileReference reference);
}
