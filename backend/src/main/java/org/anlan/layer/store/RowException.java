package org.anlan.layer.store;

import org.anlan.picture.Text;

/** Why one row is left out. */
public final class RowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Text text;

    RowException(String zh, String en) {
        super(en);
        this.text = new Text(zh, en);
    }

    public Text text() {
        return text;
    }
}
