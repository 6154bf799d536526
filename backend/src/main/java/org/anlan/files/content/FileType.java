package org.anlan.files.content;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The types that are taken. */
public enum FileType {
    JPEG("image/jpeg", "jpg", Set.of("image/jpg", "image/pjpeg")),
    PNG("image/png", "png", Set.of("image/x-png")),
    WEBP("image/webp", "webp", Set.of()),
    WEBM("audio/webm", "webm", Set.of("video/webm")),
    OGG("audio/ogg", "ogg", Set.of("audio/opus", "audio/vorbis", "application/ogg")),
    MP4("audio/mp4", "m4a", Set.of("audio/m4a", "audio/x-m4a", "audio/mp4a-latm", "video/mp4")),
    AAC("audio/aac", "aac", Set.of("audio/x-aac", "audio/aacp", "audio/x-hx-aac-adts")),
    WAV("audio/wav", "wav", Set.of("audio/x-wav", "audio/wave", "audio/vnd.wave"));

    private static final long MIB = 1024 * 1024;

    /** Bytes. */
    public static final long LARGEST_IMAGE = 15 * MIB;

    /** Bytes. */
    public static final long LARGEST_AUDIO = 10 * MIB;

    private final String word;
    private final String extension;
    private final Set<String> aliases;

    FileType(String word, String extension, Set<String> aliases) {
        this.word = word;
        this.extension = extension;
        this.aliases = aliases;
    }

    /** E.g. image/jpeg. */
    public String word() {
        return word;
    }

    public String extension() {
        return extension;
    }

    public boolean isImage() {
        return word.startsWith("image/");
    }

    /** Bytes. */
    public long limit() {
        return isImage() ? LARGEST_IMAGE : LARGEST_AUDIO;
    }

    /** By a media type as clients write it, parameters and old names included. */
    public static Optional<FileType> find(String mediaType) {
        String bare = bare(mediaType);
        return Arrays.stream(values())
                .filter(type -> type.word.equals(bare) || type.aliases.contains(bare))
                .findFirst();
    }

    /** "Audio/WebM; codecs=opus" → "audio/webm". */
    static String bare(String mediaType) {
        return mediaType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Whether a client declared nothing in particular. */
    public static boolean isUndeclared(String mediaType) {
        return mediaType == null
                || Set.of("", "application/octet-stream", "binary/octet-stream").contains(bare(mediaType));
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(FileType::word).toList();
    }
}
