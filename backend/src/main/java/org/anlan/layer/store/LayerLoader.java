package org.anlan.layer.store;

import java.io.IOException;
import org.anlan.layer.catalogue.Catalogue;
import org.anlan.layer.catalogue.LayerDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Brings the database up to a layer's file when the file's content changed. */
public final class LayerLoader {

    private static final Logger LOG = LoggerFactory.getLogger(LayerLoader.class);
    private static final int LOGGED = 20;

    private final Catalogue catalogue;
    private final LayerStore store;
    private final JsonMapper mapper;

    public LayerLoader(Catalogue catalogue, LayerStore store, JsonMapper mapper) {
        this.catalogue = catalogue;
        this.store = store;
        this.mapper = mapper;
    }

    /**
     * What came of it.
     *
     * @param state what is in the database now
     * @param read whether the file was read again
     * @param problem why the file could not be used, so that what was there before stays; or null
     */
    public record Outcome(LayerState state, boolean read, String problem) {}

    /** Never fails because of the file; what the database says passes through. */
    public Outcome load(LayerDefinition layer) {
        LayerState before = before(layer.id());
        try {
            LayerFile file = new LayerFile(catalogue.resolve(layer.file()), layer.geometry(), mapper);
            String hash = file.hash();
            if (before.hash().equals(hash)) {
                return new Outcome(before, false, null);
            }
            LayerState after = replace(before, hash, file.read());
            report(layer, after);
            return new Outcome(after, true, null);
        } catch (IOException | JacksonException | IllegalArgumentException problem) {
            String reason = layer.file() + ": " + reason(problem);
            LOG.error("Layer {} keeps what it had: {}", layer.id(), reason);
            return new Outcome(before, false, reason);
        }
    }

    private LayerState before(String layer) {
        return store.find(layer).orElseGet(() -> {
            store.create(layer);
            return store.find(layer).orElse(LayerState.none(layer));
        });
    }

    private LayerState replace(LayerState before, String hash, LayerFile.Content content) {
        return store.replace(before.id(), before.hash(), hash, content).orElseGet(() -> store.find(before.id())
                .filter(now -> now.hash().equals(hash))
                .orElseThrow(() -> new IllegalStateException(
                        "another node reads another file into layer " + before.id() + " at this moment")));
    }

    private static void report(LayerDefinition layer, LayerState state) {
        LOG.info(
                "Layer {}: {} features from {}, {} kept as they were edited here, {} refused",
                layer.id(),
                state.loaded(),
                layer.file(),
                state.kept(),
                state.refused());
        state.refusals().stream()
                .limit(LOGGED)
                .forEach(bad -> LOG.warn(
                        "Layer {}: row {} ({}) of {} is left out: {}",
                        layer.id(),
                        bad.row(),
                        bad.id(),
                        layer.file(),
                        bad.reasonEn()));
        if (state.refused() > LOGGED) {
            LOG.warn("Layer {}: {} more rows are left out, see GET /api/layers", layer.id(), state.refused() - LOGGED);
        }
    }

    private static String reason(Exception problem) {
        return problem instanceof java.nio.file.NoSuchFileException ? "there is no such file" : problem.getMessage();
    }
}
