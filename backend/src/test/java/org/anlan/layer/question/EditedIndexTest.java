package org.anlan.layer.question;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.store.EditScript;
import org.anlan.layer.store.LayerBase;
import org.anlan.layer.store.Overlay;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.locationtech.jts.geom.Geometry;

/** Answers of an edited layer beside those of the same layer read anew. */
class EditedIndexTest {

    private static List<String> ids(EditedIndex index, int[] features) {
        return Arrays.stream(features)
                .mapToObj(feature -> index.row(feature).id())
                .toList();
    }

    private static List<String> near(EditedIndex index, LocalPlane plane, int count) {
        return index.nearest(plane, count).stream()
                .map(near -> index.row(near.feature()).id() + " " + near.metres())
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void after_any_edits_every_question_is_answered_as_by_the_layer_read_anew(GeometryKind kind) {
        long seed = 11 + kind.ordinal();
        Random random = new Random(seed);
        EditScript script = new EditScript(kind, 300, random);
        EditScript areas = new EditScript(GeometryKind.POLYGON, 0, random);
        Overlay overlay = Overlay.on(script.base());
        EditedIndex edited = EditedIndex.of(script.base(), overlay);
        for (int step = 0; step < 120; step++) {
            overlay = overlay.with(List.of(script.edit()));
            edited = edited.edited(overlay);
            LayerBase base = script.base();
            EditedIndex anew = EditedIndex.of(base, Overlay.on(base));
            String where = "seed " + seed + ", step " + step;
            Geometry area = areas.geometry().buffer(0.01);
            assertThat(ids(edited, edited.intersecting(area))).as(where).isEqualTo(ids(anew, anew.intersecting(area)));
            LocalPlane plane =
                    LocalPlane.at(area.getCentroid().getX(), area.getCentroid().getY());
            double metres = random.nextInt(2000);
            assertThat(ids(edited, edited.within(plane, metres)))
                    .as(where)
                    .isEqualTo(ids(anew, anew.within(plane, metres)));
            int count = 1 + random.nextInt(400);
            assertThat(near(edited, plane, count)).as(where).isEqualTo(near(anew, plane, count));
            if (random.nextInt(20) == 0) {
                overlay = Overlay.on(base);
                edited = anew;
            }
        }
    }
}
