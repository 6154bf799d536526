package org.anlan.picture;

import java.util.Objects;

/** A sentence for people, Chinese first with English beside it. */
public record Text(String zh, String en) {

    public Text {
        Objects.requireNonNull(zh, "zh");
        Objects.requireNonNull(en, "en");
    }
}
