import { onScopeDispose, ref, type Ref } from 'vue';
import { shownNow } from '../clock';

interface Ticker {
  now: Ref<number>;
  users: number;
  timer: ReturnType<typeof setInterval>;
}

const tickers = new Map<number, Ticker>();

/**
 * The time the screen shows, milliseconds, ticking: the space's, or the past time that is being looked at. All users of
 * one interval share one timer.
 */
export function useNow(everyMs = 1_000): Readonly<Ref<number>> {
  let ticker = tickers.get(everyMs);
  if (!ticker) {
    const now = ref(shownNow());
    ticker = { now, users: 0, timer: setInterval(() => (now.value = shownNow()), everyMs) };
    tickers.set(everyMs, ticker);
  }
  ticker.users++;
  const mine = ticker;
  onScopeDispose(() => {
    if (--mine.users > 0) return;
    clearInterval(mine.timer);
    tickers.delete(everyMs);
  });
  return ticker.now;
}
