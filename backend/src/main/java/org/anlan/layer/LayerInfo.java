package org.anlan.layer;

import java.util.List;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerLoader;
import org.anlan.layer.store.Refusal;

/**
 * One layer as GET /api/layers tells of it.
 *
 * @param version changes with the file's content
 * @param loaded features in use
 * @param refused rows of the file that were left out; the first hundred are in {@code refusals}
 * @param problem why the file could not be used at all, so that the layer is as it was before; or null
 */
record LayerInfo(
        String id,
        String title,
        String titleEn,
        GeometryKind geometry,
        int minZoom,
        int maxZoom,
        String accuracy,
        String source,
        String version,
        int loaded,
        int refused,
        List<Refusal> refusals,
        String problem) {

    private static final int VERSION_DIGITS = 12;

    static LayerInfo of(LayerDefinition layer, LayerLoader.Outcome outcome) {
        var state = outcome.state();
        String version =
                state.hash().substring(0, Math.min(VERSION_DIGITS, state.hash().length()));
        return new LayerInfo(
                layer.id(),
                layer.title(),
                layer.titleEn(),
                layer.geometry(),
                layer.minZoom(),
                layer.maxZoom(),
                layer.accuracy(),
                layer.source(),
                version,
                state.loaded(),
                state.refused(),
                state.refusals(),
                outcome.problem());
    }
}
