package org.anlan.files.content;

import org.anlan.picture.PictureException;

/** Checks a whole file and makes of it what is kept. Takes up to some 200 MB and a second for the largest photos. */
public class FileCleaner {

    private final ContentDetector detector;

    public FileCleaner(ContentDetector detector) {
        this.detector = detector;
    }

    /**
     * @param declared Content-Type, or null
     * @throws PictureException 413, 415, 422: see {@link org.anlan.files.Uploads}
     */
    public Cleaned clean(byte[] bytes, String declared) {
        FileType type = detector.require(bytes, declared);
        if (bytes.length > type.limit()) {
            throw FileProblems.tooLarge(type.limit(), type.isImage() ? "image" : "recording");
        }
        return type.isImage() ? ImageCleaner.clean(bytes, type) : AudioCleaner.clean(bytes, type);
    }
}
