package org.anlan.ogc;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import org.anlan.layer.LayerFeatures;
import org.anlan.layer.LayerFeatures.Layer;
import org.anlan.ogc.query.ItemsQuery;
import org.locationtech.jts.geom.Geometry;
import tools.jackson.databind.json.JsonMapper;

/** A reference layer. It has no times, so datetime leaves nothing out. */
record LayerSource(Layer layer, LayerFeatures features) implements Source {

    /** Before the layer's id: no collection of the picture has such a name. */
    static final String PREFIX = "layer_";

    /** Rows read at a time while values, which the database does not know, are looked for. */
    private static final int BATCH = 2_000;

    private static final JsonMapper MAPPER = JsonMapper.shared();

    @Override
    public String id() {
        return PREFIX + layer.id();
    }

    @Override
    public String title() {
        return layer.title() + " " + layer.titleEn();
    }

    @Override
    public String description() {
        return "精度 accuracy: " + layer.accuracy() + ";来源 source: " + layer.source();
    }

    @Override
    public Set<String> names() {
        Set<String> names = new TreeSet<>(layer.properties());
        names.add("id");
        return names;
    }

    @Override
    public Extent extent() {
        return new Extent(features.box(layer.id()), null, null);
    }

    @Override
    public Page page(ItemsQuery query) {
        Geometry area = query.area().orElse(null);
        if (!query.asksForValues()) {
            List<Item> found = features.page(layer.id(), area, query.after(), query.limit() + 1).stream()
                    .map(LayerSource::item)
                    .toList();
            return Page.of(found, query.limit(), OptionalLong.of(features.count(layer.id(), area)));
        }
        List<Item> found = search(query, area);
        boolean all = query.after().isEmpty() && found.size() <= query.limit();
        return Page.of(found, query.limit(), all ? OptionalLong.of(found.size()) : OptionalLong.empty());
    }

    /** Reads on until one more than the limit is found. */
    private List<Item> search(ItemsQuery query, Geometry area) {
        List<Item> found = new ArrayList<>();
        String after = query.after();
        List<LayerFeatures.Item> batch;
        do {
            batch = features.page(layer.id(), area, after, BATCH);
            for (LayerFeatures.Item row : batch) {
                Item item = item(row);
                if (item.answers(query)) {
                    found.add(item);
                }
                if (found.size() > query.limit()) {
                    return found;
                }
                after = row.id();
            }
        } while (batch.size() == BATCH);
        return found;
    }

    @Override
    public Optional<Item> find(String id) {
        return features.findItem(layer.id(), id).map(LayerSource::item);
    }

    private static Item item(LayerFeatures.Item row) {
        return new Item(row.id(), row.geometry(), MAPPER.valueToTree(row.properties()));
    }
}
