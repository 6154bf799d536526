import { onScopeDispose, ref, type Ref } from 'vue';

interface Ticker {
  now: Ref<number>;
  users: number;
  timer: ReturnType<typeof setInterval>;
}

const tickers = new Map<number, Ticker>();

/** Wall-clock time (`Date.now()`) that ticks; all users of one interval share one timer. */
export function useNow(everyMs = 1_000): Readonly<Ref<number>> {
  let ticker = tickers.get(everyMs);
  if (!ticker) {
    const now = ref(Date.now());
    ticker = { now, users: 0, timer: setInterval(() => (now.value = Date.now()), everyMs) };
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
