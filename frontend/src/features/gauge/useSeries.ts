import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import { usePicture } from '@/platform/feed';
import { shownNow } from '@/platform/clock';
import { readings } from './calls';
import { parseReading, type ReadingPoint } from './types';

/** How often a series that grows is asked for again, milliseconds. */
const AGAIN_MS = 60_000;

/** The readings of a gauge over the last hours of the time that is shown; new ones are appended as they come. */
export function useSeries(gauge: Ref<string | null>, hours: Ref<number>) {
  const picture = usePicture();
  const points = shallowRef<ReadingPoint[]>([]);
  let asked = 0;

  async function load(): Promise<void> {
    const mine = ++asked;
    const id = gauge.value;
    if (!id) return;
    const to = new Date(shownNow());
    const series = await readings(id, new Date(to.getTime() - hours.value * 3_600_000), to).catch(() => null);
    if (series && mine === asked) points.value = series.readings;
  }

  const timer = setInterval(() => void load(), AGAIN_MS);
  onScopeDispose(() => clearInterval(timer));
  // Another station's line must not stand under this one's name while the new one is on its way.
  watch(gauge, () => (points.value = []));
  watch([gauge, hours, () => picture.isPast], () => void load(), { immediate: true });
  const row = () => picture.latest('readings').get(gauge.value ?? '');
  watch(row, () => {
    const last = parseReading(row());
    const held = points.value.at(-1);
    // A correction has the time of what it corrects, which the series then marks.
    const corrects = last && held && last.at === held.at && last.stageMetres !== held.stageMetres;
    if (picture.isPast || corrects) void load();
    else if (last && (!held || last.at > held.at))
      points.value = [...points.value, { ...last, note: null, photo: null }];
  });
  return points;
}
