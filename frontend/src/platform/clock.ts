import { ref, shallowRef } from 'vue';

/** What the server said of the space's clock, and the monotonic moment at which it said so. */
export interface SpaceClock {
  now: string;
  rate: number;
  mono: number;
}

/** Null in the live space, whose time is real time. */
const clock = shallowRef<SpaceClock | null>(null);
/** The past time that is being looked at, milliseconds; null = now. */
const past = ref<number | null>(null);

export function reckon(told: SpaceClock, mono: number): number {
  return Date.parse(told.now) + Math.max(0, mono - told.mono) * told.rate;
}

/** Space time as it goes on, milliseconds, whatever is being looked at. */
export function liveNow(): number {
  return clock.value ? reckon(clock.value, performance.now()) : Date.now();
}

/** The time that the screen shows, milliseconds: space time now, or the past time that is being looked at. */
export function shownNow(): number {
  return past.value ?? liveNow();
}

export const spaceClock = { clock, past };
