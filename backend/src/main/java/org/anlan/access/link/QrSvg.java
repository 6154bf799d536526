package org.anlan.access.link;

import io.nayuki.qrcodegen.QrCode;

/** A QR code as an SVG image of one path: sharp on a wall, small in JSON. */
final class QrSvg {

    /** Light modules around the code that readers need to find it. */
    private static final int MARGIN = 4;

    private QrSvg() {}

    /** Error correction M (15 %): a phone held at an angle to a screen still reads it. */
    static String of(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = code.size + 2 * MARGIN;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            row(code, y, path);
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + side + " " + side
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h" + side + "v" + side
                + "H0z\"/><path fill=\"#000\" d=\"" + path + "\"/></svg>";
    }

    /** One rectangle for each run of dark modules. */
    private static void row(QrCode code, int y, StringBuilder path) {
        int x = 0;
        while (x < code.size) {
            int start = x;
            while (x < code.size && code.getModule(x, y)) {
                x++;
            }
            int run = x - start;
            if (run > 0) {
                path.append('M').append(start + MARGIN).append(' ').append(y + MARGIN);
                path.append('h').append(run).append("v1h-").append(run).append('z');
            }
            x++;
        }
    }
}
