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
      cached = computed(() => [...source.value.values()]);
      lists.set(name, cached);
    }
    return cached.value as unknown as FeatureOf<C>[];
  }

  function find<C extends string>(name: C, id: string): FeatureOf<C> | undefined {
    return shelf(name).value.get(id) as FeatureOf<C> | undefined;
  }

  function load(picture: PictureSnapshot): void {
    const fresh = new Map<string, Map<string, Feature>>();
    for (const feature of picture.features) {
      let shelfOf = fresh.get(feature.collection);
      if (!shelfOf) fresh.set(feature.collection, (shelfOf = new Map()));
      shelfOf.set(feature.id, markRaw(feature));
    }
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
    find,
    load,
    apply,
    absorb,
    onChange,
    clear,
  };
});
