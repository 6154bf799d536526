import { onScopeDispose, ref, type Ref } from 'vue';
import { liveNow, shownNow } from '../clock';

interface Ticker {
  now: Ref<number>;
  users: number;
  timer: ReturnType<typeof setInterval>;
}

const tickers = new Map<() => number, Map<number, Ticker>>([
  [shownNow, new Map()],
  [liveNow, new Map()],
]);

/**
 * The time the screen shows, milliseconds, ticking: the space's, or the past time that is being looked at. All users of
 * one interval share one timer.
 */
export const useNow = (everyMs = 1_000) => ticking(shownNow, everyMs);

/** As `useNow`, but of now even while the past is shown. */
export const useLiveNow = (everyMs = 1_000) => ticking(liveNow, everyMs);

function ticking(clock: () => number, everyMs: number): Readonly<Ref<number>> {
  const running = tickers.get(clock)!;
  let ticker = running.get(everyMs);
  if (!ticker) {
    const now = ref(clock());
    ticker = { now, users: 0, timer: setInterval(() => (now.value = clock()), everyMs) };
    running.set(everyMs, ticker);
  }
  ticker.users++;
  const mine = ticker;
  onScopeDispose(() => {
    if (--mine.users > 0) return;
    clearInterval(mine.timer);
    running.delete(everyMs);
  });
  return ticker.now;
}
