package org.anlan.layer;

import java.util.List;
import org.anlan.layer.catalogue.GeometryKind;
import org.anlan.layer.catalogue.LayerDefinition;
import org.anlan.layer.store.LayerLoader;
import org.anlan.layer.store.Refusal;

/**
 * One layer as GET /api/layers tells of it.
 *
 * @param version changes with the file's content and with every edit
 * @param loaded features in use
 * @param kept rows of the file that were left out because their features were edited or removed here
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
        int kept,
        int refused,
        List<Refusal> refusals,
        String problem) {

    private static final int VERSION_DIGITS = 12;

    /** @param outcome of the file at the start of this node */
    static LayerInfo of(LiveLayer live, LayerLoader.Outcome outcome) {
        LayerDefinition layer = live.definition();
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
                version + "-" + live.number(),
                live.count(),
                state.kept(),
                state.refused(),
                state.refusals(),
                outcome.problem());
    }
}
