import type { OutboxReport } from './types';

const FIRST_MS = 2_000;
const LONGEST_MS = 5 * 60_000;

/** Wait before try `attempts + 1`: doubling to five minutes, spread by a fifth so that phones do not come back at once. */
export function backoff(attempts: number, random: () => number = Math.random): number {
  const whole = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts, 20));
  return Math.round(whole * (0.8 + 0.4 * random()));
}

/**
 * How far the server's clock is ahead of this phone's, milliseconds: the server's time against the middle of the
 * exchange. The server's time has a resolution of a second or better.
 */
export function clockOffset(serverMs: number, askedMs: number, answeredMs: number): number {
  return Math.round(serverMs - (askedMs + answeredMs) / 2);
}

/** Below this a phone's clock is right enough: the server takes five minutes ahead and thirty days back. */
export const CLOCK_TOLERANCE_MS = 60_000;

/** True when `observedAt` gives the same time however often the clock is measured. */
export function isReproducible(offsetMs: number): boolean {
  return Math.abs(offsetMs) <= CLOCK_TOLERANCE_MS;
}

/** The observation time to send: the phone's, moved by the offset when the phone's clock is wrong. */
export function observedAt(phoneMs: number, offsetMs: number): string {
  return new Date(isReproducible(offsetMs) ? phoneMs : phoneMs + offsetMs).toISOString();
}

/** What somebody's life may hang on goes first, then by age. */
export function byUrgency(a: OutboxReport, b: OutboxReport): number {
  const critical = (report: OutboxReport) => Number(report.draft.properties.severity === 'critical');
  return critical(b) - critical(a) || a.createdAt - b.createdAt;
}
