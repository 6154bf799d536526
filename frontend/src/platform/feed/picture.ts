import { defineStore } from 'pinia';
import {
  computed,
  markRaw,
  ref,
  shallowReactive,
  shallowRef,
  triggerRef,
  type ComputedRef,
  type ShallowRef,
} from 'vue';
import type { Change, Feature, FeatureOf, PictureSnapshot } from '../collections';

/** A change that has just been applied; never sent for what a fetched picture already held. */
export interface PictureEvent {
  change: Change;
  collection: string;
  id: string;
  before: Feature | null;
  after: Feature | null;
}

type Shelf = ShallowRef<Map<string, Feature>>;
/** Newest values of one stream by key, as they come over the wire: `[key, …values, at]`. */
export type StreamRows = Map<string, unknown[]>;

/** A picture of an earlier time. */
interface Past {
  shelves: Map<string, Map<string, Feature>>;
  latest: Map<string, StreamRows>;
}

/**
 * The picture of one space by collection and id, kept by the feed. Features are raw (not deeply reactive) and never
 * edited in place; a component depends on a whole collection and is told once per frame.
 */
export const usePicture = defineStore('picture', () => {
  const shelves = shallowReactive(new Map<string, Shelf>());
  const seq = ref<number | null>(null);
  const epoch = ref<string | null>(null);
  const loadedAt = ref<string | null>(null);
  const listeners = new Set<(event: PictureEvent) => void>();
  const lists = new Map<string, ComputedRef<Feature[]>>();
  const streams = shallowReactive(new Map<string, StreamRows>());
  const past = shallowRef<Past | null>(null);

  function shelf(name: string): Shelf {
    let found = shelves.get(name);
    if (!found) {
      found = shallowRef(new Map());
      shelves.set(name, found);
    }
    return found;
  }

  /** Every feature of a collection; the same array until the collection changes. */
  function list<C extends string>(name: C): FeatureOf<C>[] {
    let cached = lists.get(name);
    if (!cached) {
      const source = shelf(name);
      cached = computed(() => [...(past.value ? (past.value.shelves.get(name) ?? new Map()) : source.value).values()]);
      lists.set(name, cached);
    }
    return cached.value as unknown as FeatureOf<C>[];
  }

  /** As `list`, but of now even while the past is shown: for what must not be missed. */
  function live<C extends string>(name: C): FeatureOf<C>[] {
    return [...shelf(name).value.values()] as unknown as FeatureOf<C>[];
  }

  function find<C extends string>(name: C, id: string): FeatureOf<C> | undefined {
    const held = past.value ? past.value.shelves.get(name) : shelf(name).value;
    return held?.get(id) as FeatureOf<C> | undefined;
  }

  function load(picture: PictureSnapshot): void {
    const fresh = shelved(picture.features);
    for (const [stream, rows] of Object.entries(picture.latest ?? {})) takeLatest(stream, rows as unknown[]);
    for (const name of new Set([...shelves.keys(), ...fresh.keys()])) {
      shelf(name).value = fresh.get(name) ?? new Map();
    }
    seq.value = picture.seq;
    epoch.value = picture.epoch;
    loadedAt.value = picture.at;
  }

  function apply(changes: Change[], upTo: number): void {
    const touched = new Set<Shelf>();
    const events = changes.map((change) => applyOne(change, touched)).filter((event) => event !== null);
    touched.forEach((s) => triggerRef(s));
    seq.value = upTo;
    for (const event of events) listeners.forEach((listener) => listener(event));
  }

  /** Puts newer values over what is there for their keys. */
  function takeLatest(stream: string, rows: unknown[]): void {
    const next: StreamRows = new Map(streams.get(stream));
    for (const row of rows as unknown[][]) {
      const held = next.get(String(row[0]));
      if (!held || timeOf(row) >= timeOf(held)) next.set(String(row[0]), markRaw(row));
    }
    streams.set(stream, next);
  }

  /** The newest values of a stream, of the time that is shown. */
  function latest(stream: string): StreamRows {
    return (past.value ? past.value.latest.get(stream) : streams.get(stream)) ?? new Map();
  }

  /** Shows an earlier picture instead of the live one, which goes on behind it; null shows the live one again. */
  function showPast(picture: PictureSnapshot | null): void {
    if (!picture) {
      past.value = null;
      return;
    }
    past.value = markRaw({ shelves: shelved(picture.features), latest: streamRows(picture.latest ?? {}) });
  }

  /** Puts later changes and newest values over the past that is shown. */
  function moveInPast(changes: Change[], latest: Record<string, unknown[]>): void {
    if (!past.value) return;
    const shelves = new Map(past.value.shelves);
    const own = new Set<string>();
    for (const change of changes) {
      const name = change.feature?.collection ?? change.collection;
      const id = change.feature?.id ?? change.id;
      if (!name || !id) continue;
      // Only what changes is copied: a list that stays is not drawn again.
      if (!own.has(name)) shelves.set(name, new Map(shelves.get(name)));
      own.add(name);
      if (change.op === 'put' && change.feature) shelves.get(name)!.set(id, markRaw(change.feature));
      else shelves.get(name)!.delete(id);
    }
    past.value = markRaw({ shelves, latest: streamRows(latest) });
  }

  function applyOne(change: Change, touched: Set<Shelf>): PictureEvent | null {
    const name = change.feature?.collection ?? change.collection;
    const id = change.feature?.id ?? change.id;
    if (!name || !id) return null;
    const target = shelf(name);
    const before = target.value.get(id) ?? null;
    const after = change.op === 'put' && change.feature ? markRaw(change.feature) : null;
    if (after) target.value.set(id, after);
    else target.value.delete(id);
    touched.add(target);
    return { change, collection: name, id, before, after };
  }

  /** Puts a command's answer in at once, so that a person sees it before the feed brings it. */
  function absorb(feature: Feature): void {
    const target = shelf(feature.collection);
    const held = target.value.get(feature.id);
    if (held && held.version >= feature.version) return;
    // the feed has told of this change already: what it took away again meanwhile stays away
    if (!held && seq.value !== null && feature.seq <= seq.value) return;
    target.value.set(feature.id, markRaw(feature));
    triggerRef(target);
  }

  /** Calls `listener` for each applied change; returns the function that stops it. */
  function onChange(listener: (event: PictureEvent) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  function clear(): void {
    for (const s of shelves.values()) s.value = new Map();
    streams.clear();
    past.value = null;
    seq.value = null;
    epoch.value = null;
    loadedAt.value = null;
  }

  return {
    seq,
    epoch,
    loadedAt,
    ready: computed(() => loadedAt.value !== null),
    list,
    live,
    find,
    load,
    apply,
    takeLatest,
    latest,
    showPast,
    moveInPast,
    isPast: computed(() => past.value !== null),
    absorb,
    onChange,
    clear,
  };
});

function streamRows(latest: Record<string, unknown>): Map<string, StreamRows> {
  const rows = Object.entries(latest).map(([stream, values]): [string, StreamRows] => [
    stream,
    new Map((values as unknown[][]).map((row) => [String(row[0]), markRaw(row)])),
  ]);
  return new Map(rows);
}

function shelved(features: Feature[]): Map<string, Map<string, Feature>> {
  const shelves = new Map<string, Map<string, Feature>>();
  for (const feature of features) {
    let shelf = shelves.get(feature.collection);
    if (!shelf) shelves.set(feature.collection, (shelf = new Map()));
    shelf.set(feature.id, markRaw(feature));
  }
  return shelves;
}

/** A row of a stream ends with its time. */
const timeOf = (row: unknown[]) => Date.parse(String(row.at(-1)));
