import { computed, onMounted, onScopeDispose, ref, watch, type Ref } from 'vue';
import { riverReaches, type Reach } from '@/features/layer/reaches';
import type { MapController } from '@/platform/map';
import { placeOf, type Incident } from './summary';
import { stepTour, tourAtStart, worstFirst, type TourEvent, type TourStop } from './tour';

/** A move of the tour is slow enough that nobody feels pulled along, milliseconds. */
const MOVE_MS = 5_000;

/** Runs the tour on a map; `stop` is what it shows just now, null when it does not run. */
export function useTour(
  controller: Ref<MapController | null>,
  incidents: Ref<Incident[]>,
  calm: Ref<boolean>,
  /** How bad the water is there; the worst reach is visited first. */
  worst: (river: string, at: [number, number]) => number = () => 0,
) {
  const state = ref(tourAtStart(performance.now()));
  const reaches = ref<Reach[]>([]);
  const stops = computed<TourStop[]>(() => [
    { is: 'county' },
    ...worstFirst(
      reaches.value.map((r) => ({ is: 'reach' as const, ...r, rank: worst(r.name, r.points[r.points.length >> 1]!) })),
    ),
    ...incidents.value.flatMap(stopOf),
  ]);
  /** Somebody has moved the map away from the whole county. */
  const away = ref(false);
  const stop = computed(() => (state.value.mode === 'tour' ? (stops.value[state.value.index] ?? null) : null));

  function send(event: TourEvent): void {
    const [next, move] = stepTour(state.value, event, performance.now());
    state.value = next;
    const map = controller.value;
    if (!move || !map) return;
    away.value = false;
    if (move.go === 'home') return map.home(MOVE_MS);
    const to = stops.value[move.index];
    if (!to || to.is === 'county') map.home(MOVE_MS);
    else if (to.is === 'reach') map.fit(to.points, MOVE_MS);
    else map.fly(to.at, 12.5, MOVE_MS);
  }

  const touch = () => {
    controller.value?.map.stop();
    send({ type: 'touch' });
  };
  const tick = setInterval(() => {
    // The rivers are read once, while the whole county is in view and all of them are loaded.
    const map = controller.value?.map;
    if (state.value.mode === 'home' && !reaches.value.length && map?.loaded()) reaches.value = riverReaches(map);
    send({ type: 'tick', stops: stops.value.length, calm: calm.value });
  }, 1_000);

  watch(controller, (c) => c?.map.on('movestart', (event) => (away.value ||= event.originalEvent !== undefined)));

  /** Back to the whole county, by a person's wish. */
  function home(): void {
    away.value = false;
    state.value = tourAtStart(performance.now());
    controller.value?.home();
  }

  /** To a place, by a person's wish; it stays until they go elsewhere or leave the wall alone. */
  function visit(at: [number, number]): void {
    away.value = true;
    send({ type: 'touch' });
    controller.value?.fly(at, 12.5);
  }

  const touches = ['pointerdown', 'wheel', 'keydown', 'touchstart'] as const;
  onMounted(() => touches.forEach((name) => addEventListener(name, touch, { capture: true, passive: true })));
  onScopeDispose(() => {
    clearInterval(tick);
    touches.forEach((name) => removeEventListener(name, touch, { capture: true }));
  });

  return { stop, away, home, visit };
}

function stopOf(f: Incident): TourStop[] {
  if (f.geometry?.type !== 'Point') return [];
  const title = [f.properties.title, placeOf(f.properties)].filter(Boolean).join(' · ');
  return [{ is: 'incident', id: f.id, title, at: f.geometry.coordinates as [number, number] }];
}
