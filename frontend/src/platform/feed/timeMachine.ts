import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { space as spaceApi, type Timeline } from '../api';
import { liveNow, spaceClock } from '../clock';
import { useSpace } from '../space';
import { usePicture } from './picture';

/** A dragged slider asks at most this often, and a played past steps so often; milliseconds. */
const STEP_MS = 500;
const PARTS = 240;
/** More changes than this between two steps, and the whole picture is the smaller answer. */
const CHANGES = 1_000;

/** Space seconds per second at which the past can be played. */
export const SPEEDS = [60, 600, 3600] as const;

/**
 * Shows the picture of an earlier time in place of the live one, which goes on behind it. `at` null = now. The newest
 * question wins: an answer that comes late is dropped.
 */
export const useTimeMachine = defineStore('timeMachine', () => {
  const picture = usePicture();
  const at = ref<number | null>(null);
  const timeline = shallowRef<Timeline | null>(null);
  const playing = ref(false);
  const speed = ref<number>(600);
  const loading = ref(false);
  const failed = ref(false);
  const blind = ref(false);
  let asked = 0;
  let call: AbortController | null = null;
  /** What is up: its time, the number of its last change, and whose numbers they are. */
  let shown: { time: number; seq: number; epoch: string | null } | null = null;
  let due: ReturnType<typeof setTimeout> | null = null;
  let timer: ReturnType<typeof setInterval> | null = null;

  async function look(): Promise<void> {
    try {
      timeline.value = await spaceApi.timeline(useSpace().id, PARTS);
      blind.value = false;
    } catch {
      blind.value = timeline.value === null;
    }
  }

  /** Goes to an earlier time; a time that has not come yet is now. */
  function go(time: number): void {
    if (time >= liveNow()) return back();
    at.value = Math.max(time, timeline.value ? Date.parse(timeline.value.from) : time);
    due ??= setTimeout(() => {
      due = null;
      void fetchPast();
    }, STEP_MS / 4);
  }

  async function fetchPast(): Promise<void> {
    const time = at.value;
    if (time === null) return;
    const mine = ++asked;
    loading.value = true;
    call?.abort();
    call = new AbortController();
    try {
      const show = await found(time, call.signal);
      if (mine !== asked || at.value === null) return;
      shown = { time, seq: show(), epoch: picture.epoch };
      spaceClock.past.value = time;
      failed.value = false;
    } catch {
      if (mine === asked) failed.value = true;
    } finally {
      if (mine === asked) loading.value = false;
    }
  }

  /** Fetches what lies between the shown time and a later one, else a whole picture; gives what puts it up. */
  async function found(time: number, signal: AbortSignal): Promise<() => number> {
    const { id } = useSpace();
    const until = new Date(time).toISOString();
    const before = shown;
    if (before && time >= before.time && before.epoch === picture.epoch) {
      const [log, latest] = await Promise.all([
        spaceApi.changes(id, { since: before.seq, limit: CHANGES, until }, { signal }),
        spaceApi.latest(id, until, { signal }),
      ]);
      // By numbers, not by length: what this reader may not see is counted but left out.
      if (log.seq - before.seq < CHANGES)
        return () => {
          picture.moveInPast(log.changes, latest);
          return log.seq;
        };
    }
    const whole = await spaceApi.picture(id, { signal }, until);
    return () => {
      picture.showPast(whole);
      return whole.seq;
    };
  }

  function play(): void {
    if (at.value === null) return;
    playing.value = true;
    timer ??= setInterval(() => {
      if (!loading.value && at.value !== null) go(at.value + speed.value * STEP_MS);
    }, STEP_MS);
  }

  function pause(): void {
    playing.value = false;
    if (timer) clearInterval(timer);
    timer = null;
  }

  /** Back to now. */
  function back(): void {
    pause();
    asked++;
    call?.abort();
    shown = null;
    at.value = null;
    loading.value = false;
    failed.value = false;
    spaceClock.past.value = null;
    picture.showPast(null);
  }

  return {
    at,
    timeline,
    playing,
    speed,
    loading,
    failed,
    blind,
    again: () => void fetchPast(),
    isPast: computed(() => at.value !== null),
    look,
    go,
    play,
    pause,
    back,
  };
});
