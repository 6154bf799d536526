package org.anlan.layer.tile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** An encoded tile, compressed once. Its tag follows from the content, so it is the same on every node. */
public final class Tile {

    static final Tile EMPTY = new Tile(new byte[0], "");

    private final byte[] gzip;
    private final String tag;

    private Tile(byte[] gzip, String tag) {
        this.gzip = gzip;
        this.tag = tag;
    }

    static Tile of(byte[] plain) {
        if (plain.length == 0) {
            return EMPTY;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(plain.length);
        try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
            zip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new Tile(out.toByteArray(), tag(plain));
    }

    public boolean isEmpty() {
        return gzip.length == 0;
    }

    /** Shared: not to be changed. */
    public byte[] gzip() {
        return gzip;
    }

    public byte[] plain() {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            return in.readAllBytes();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A strong entity tag with its quotes; the two encodings are two representations. */
    public String etag(boolean compressed) {
        return "\"" + tag + (compressed ? "-gzip" : "") + "\"";
    }

    int bytes() {
        return gzip.length + 64;
    }

    private static String tag(byte[] plain) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(plain);
            return HexFormat.of().formatHex(hash, 0, 12);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
