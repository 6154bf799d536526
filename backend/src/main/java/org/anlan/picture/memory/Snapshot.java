package org.anlan.picture.memory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.anlan.geo.Distance;
import org.anlan.picture.Change;
import org.anlan.picture.PictureException;
import org.anlan.picture.Problem;
import org.anlan.picture.Reader;
import org.anlan.picture.model.CollectionType;
import org.anlan.picture.model.Feature;
import org.anlan.picture.model.Picture;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** The picture at one seq. Every change gives a new one that shares almost everything with the last. */
public final class Snapshot implements Picture {

    /** One collection: its features by id, and where they are. */
    private record Shelf(PMap<String, Feature<?>> features, SpatialIndex index) {
        static final Shelf EMPTY = new Shelf(HashTreePMap.empty(), SpatialIndex.empty());
    }

    private static final double METRES_PER_DEGREE = 110_000;

    private final String space;
    private final String epoch;
    private final long seq;
    private final Instant at;
    private final PMap<String, Shelf> shelves;

    private Snapshot(String space, String epoch, long seq, Instant at, PMap<String, Shelf> shelves) {
        this.space = space;
        this.epoch = epoch;
        this.seq = seq;
        this.at = at;
        this.shelves = shelves;
    }

    public static Snapshot empty(String space, String epoch, Instant at) {
        return new Snapshot(space, epoch, 0, at, HashTreePMap.empty());
    }

    /** A picture of these features, indexed at once. */
    public static Snapshot of(String space, String epoch, long seq, Instant at, Collection<Feature<?>> features) {
        PMap<String, Shelf> shelves = HashTreePMap.empty();
        for (Feature<?> feature : features) {
            Shelf shelf = shelves.getOrDefault(feature.collection(), Shelf.EMPTY);
            shelves = shelves.plus(
                    feature.collection(), new Shelf(shelf.features.plus(feature.id(), feature), shelf.index));
        }
        return new Snapshot(space, epoch, seq, at, shelves).reindexed(true);
    }

    /** The picture after one more change; its seq must be the next one. */
    public Snapshot with(Change change) {
        if (change.seq() != seq + 1) {
            throw new IllegalArgumentException("change " + change.seq() + " cannot follow " + seq);
        }
        Shelf shelf = shelves.getOrDefault(change.collection(), Shelf.EMPTY);
        PMap<String, Feature<?>> features =
                change.isPut() ? shelf.features.plus(change.id(), change.feature()) : shelf.features.minus(change.id());
        Shelf next = new Shelf(features, shelf.index.touch(change.id(), change.seq()));
        Instant later = change.at().isBefore(at) ? at : change.at();
        return new Snapshot(space, epoch, change.seq(), later, shelves.plus(change.collection(), next));
    }

    boolean isWorn() {
        return shelves.values().stream().anyMatch(shelf -> shelf.index.isWorn());
    }

    /** The same picture with trees built anew; dear. */
    public Snapshot reindexed() {
        return reindexed(false);
    }

    private Snapshot reindexed(boolean all) {
        PMap<String, Shelf> fresh = shelves;
        for (Map.Entry<String, Shelf> entry : shelves.entrySet()) {
            Shelf shelf = entry.getValue();
            if (all || shelf.index.isWorn()) {
                fresh = fresh.plus(
                        entry.getKey(), new Shelf(shelf.features, shelf.index.rebuilt(shelf.features.values())));
            }
        }
        return new Snapshot(space, epoch, seq, at, fresh);
    }

    /** This picture on the trees of an older one that was {@link #reindexed()} meanwhile. */
    Snapshot onIndexOf(Snapshot older) {
        PMap<String, Shelf> merged = shelves;
        for (Map.Entry<String, Shelf> entry : older.shelves.entrySet()) {
            Shelf mine = shelves.get(entry.getKey());
            if (mine != null && mine.index.isWorn() && entry.getValue().index.isFresh()) {
                merged = merged.plus(
                        entry.getKey(),
                        new Shelf(mine.features, mine.index.onBaseOf(entry.getValue().index, older.seq)));
            }
        }
        return new Snapshot(space, epoch, seq, at, merged);
    }

    @Override
    public String space() {
        return space;
    }

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public long seq() {
        return seq;
    }

    @Override
    public Instant at() {
        return at;
    }

    /** Any feature by collection and id. */
    public Optional<Feature<?>> find(String collection, String id) {
        return Optional.ofNullable(shelf(collection).features.get(id));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <P extends Record> Optional<Feature<P>> find(CollectionType<P> type, String id) {
        return Optional.ofNullable((Feature<P>) shelf(type.name()).features.get(Objects.requireNonNull(id, "id")));
    }

    @Override
    public <P extends Record> Feature<P> get(CollectionType<P> type, String id) {
        return find(type, id).orElseThrow(() -> new PictureException(missing(type.name(), id)));
    }

    @Override
    public <P extends Record> Feature<P> get(CollectionType<P> type, String id, Reader reader) {
        return find(type, id, reader).orElseThrow(() -> new PictureException(missing(type.name(), id)));
    }

    /** The refusal for an id that is not there. */
    public static Problem missing(String collection, String id) {
        return Problem.of(
                404,
                "not-found",
                "「" + collection + "」中没有编号「" + Problem.shown(id) + "」",
                "there is no " + Problem.shown(id) + " in " + collection);
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public <P extends Record> Collection<Feature<P>> list(CollectionType<P> type) {
        return (Collection) shelf(type.name()).features.values();
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public <P extends Record> List<Feature<P>> within(CollectionType<P> type, Envelope box) {
        Shelf shelf = shelf(type.name());
        return (List) shelf.index.query(box, shelf.features);
    }

    @Override
    public <P extends Record> List<Feature<P>> nearest(
            CollectionType<P> type, Coordinate place, double withinMetres, int count) {
        double up = withinMetres / METRES_PER_DEGREE;
        double across = up / Math.max(0.01, Math.cos(Math.toRadians(place.y)));
        Envelope box = new Envelope(place);
        box.expandBy(across, up);
        record Near<P extends Record>(Feature<P> feature, double metres) {}
        return within(type, box).stream()
                .map(feature -> new Near<>(feature, Distance.metres(place, feature.geometry())))
                .filter(near -> near.metres <= withinMetres)
                .sorted(Comparator.<Near<P>>comparingDouble(Near::metres)
                        .thenComparing(near -> near.feature().id()))
                .limit(count)
                .map(Near::feature)
                .toList();
    }

    @Override
    public Collection<Feature<?>> all() {
        List<Feature<?>> all = new ArrayList<>();
        for (Shelf shelf : shelves.values()) {
            all.addAll(shelf.features.values());
        }
        return all;
    }

    /** How many features it holds. */
    public int size() {
        return shelves.values().stream()
                .mapToInt(shelf -> shelf.features.size())
                .sum();
    }

    private Shelf shelf(String collection) {
        return shelves.getOrDefault(collection, Shelf.EMPTY);
    }
}
