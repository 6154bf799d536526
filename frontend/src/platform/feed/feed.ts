import { defineStore } from 'pinia';
import { computed, ref, shallowRef } from 'vue';
import { spaceClock } from '../clock';
import { useSpace } from '../space';
import { FeedClient } from './client';
import { initialState, type FeedState } from './machine';
import { usePicture } from './picture';
import { truthOf, type Truth } from './truth';

/** How often the truth line is computed anew, milliseconds. */
const TRUTH_MS = 200;

/**
 * The live connection of this page: `useFeed().start()` once somebody is logged in or joined. It reconnects by
 * itself for ever; only `signedOut` (true) needs a person.
 */
export const useFeed = defineStore('feed', () => {
  const picture = usePicture();
  const state = shallowRef<FeedState>(initialState);
  const now = ref(performance.now());
  const space = ref<string | null>(null);
  let client: FeedClient | null = null;
  let timers: ReturnType<typeof setInterval>[] = [];

  const truth = computed<Truth>(() => truthOf(state.value, now.value));
  const signedOut = computed(() => state.value.phase === 'signed-out');

  function wake(): void {
    if (document.visibilityState === 'visible') client?.wake();
  }

  function start(name = useSpace().id): void {
    if (client && space.value === name) return client.start();
    stop();
    space.value = name;
    client = new FeedClient(name, {
      load: picture.load,
      apply: picture.apply,
      latest: picture.takeLatest,
      state: (next) => {
        state.value = next;
        spaceClock.clock.value = next.clock;
      },
    });
    timers = [setInterval(() => (now.value = performance.now()), TRUTH_MS), setInterval(() => client?.tick(), 1_000)];
    addEventListener('online', wake);
    document.addEventListener('visibilitychange', wake);
    client.start();
  }

  /** Closes the connection; the picture stays until `usePicture().clear()`. */
  function stop(): void {
    timers.forEach(clearInterval);
    timers = [];
    removeEventListener('online', wake);
    document.removeEventListener('visibilitychange', wake);
    client?.stop();
    client = null;
    space.value = null;
  }

  return { state, space, truth, signedOut, start, stop };
});
