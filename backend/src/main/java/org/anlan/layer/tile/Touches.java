package org.anlan.layer.tile;

import java.util.Arrays;
import java.util.List;

/**
 * Which edits touched which places, so that a tile's content has a number: that of the last edit whose feature, before or
 * after, touches the tile. What lies far back counts as having touched everything. Immutable.
 */
final class Touches {

    /** Boxes kept one by one: looking through all of them takes a microsecond or two. */
    private static final int MOST = 1024;

    private final long floor;
    /** Ascending. */
    private final long[] numbers;

    private final WorldBox[] boxes;

    private Touches(long floor, long[] numbers, WorldBox[] boxes) {
        this.floor = floor;
        this.numbers = numbers;
        this.boxes = boxes;
    }

    /** Everything is as the edit of this number left it. */
    static Touches all(long number) {
        return new Touches(number, new long[0], new WorldBox[0]);
    }

    /** Where one edit touched the map; its number is the highest so far. */
    record Touch(long number, WorldBox box) {}

    /** @param more in the order of their numbers */
    Touches with(List<Touch> more) {
        int before = numbers.length;
        int count = before + more.size();
        long[] allNumbers = Arrays.copyOf(numbers, count);
        WorldBox[] allBoxes = Arrays.copyOf(boxes, count);
        for (int index = 0; index < more.size(); index++) {
            allNumbers[before + index] = more.get(index).number();
            allBoxes[before + index] = more.get(index).box();
        }
        if (count <= MOST) {
            return new Touches(floor, allNumbers, allBoxes);
        }
        int from = count - MOST / 2;
        return new Touches(
                allNumbers[from - 1],
                Arrays.copyOfRange(allNumbers, from, count),
                Arrays.copyOfRange(allBoxes, from, count));
    }

    /** The number of what a tile shows; the same number means the same content. */
    long last(TileAddress tile) {
        if (numbers.length == 0) {
            return floor;
        }
        WorldBox shown = WorldBox.of(tile);
        for (int index = numbers.length - 1; index >= 0; index--) {
            if (boxes[index].touches(shown)) {
                return numbers[index];
            }
        }
        return floor;
    }
}
