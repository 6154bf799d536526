package org.anlan.access.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrSvgTest {

    private static final Pattern RUN = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z");

    @Test
    void the_image_holds_each_dark_module_of_the_code_and_a_margin_of_four() {
        String url = "https://192.168.100.200:8443/field.html#join=" + "A".repeat(43);
        QrCode code = QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
        String svg = QrSvg.of(url);
        int side = code.size + 8;
        assertThat(svg).contains("viewBox=\"0 0 " + side + " " + side + "\"");
        boolean[][] dark = new boolean[side][side];
        Matcher run = RUN.matcher(svg);
        while (run.find()) {
            for (int x = 0; x < Integer.parseInt(run.group(3)); x++) {
                dark[Integer.parseInt(run.group(2))][Integer.parseInt(run.group(1)) + x] = true;
            }
        }
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                assertThat(dark[y][x]).as(x + ", " + y).isEqualTo(code.getModule(x - 4, y - 4));
            }
        }
    }
}
