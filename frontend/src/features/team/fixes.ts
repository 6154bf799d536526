import { ApiProblem } from '@/platform/api';
import { liveNow } from '@/platform/clock';

/** A position of this phone on its way to the server. */
export interface Fix {
  lon: number;
  lat: number;
  time: string;
  accuracyMetres: number;
  speedMetresPerSecond?: number;
  headingDegrees?: number;
}

/** Half an hour at one a second; without a network the oldest go first. */
export const MOST_WAITING = 1_800;
/** About 13 kB: a line of one bar takes seconds for it. */
const PART = 100;
/** So few are one request, newest and all. */
const FEW = 20;

/** The queue with one more fix: never more than it may hold, and no two of one second. */
export function queued(waiting: Fix[], fix: Fix, most = MOST_WAITING): Fix[] {
  const same = waiting.at(-1)?.time.slice(0, 19) === fix.time.slice(0, 19);
  return [...(same ? waiting.slice(0, -1) : waiting), fix].slice(-most);
}

/** The next requests: where the team is now comes first and alone, then a part of the track, the latest before it. */
export function nextParts(waiting: Fix[], few = FEW, part = PART): Fix[][] {
  if (waiting.length <= few) return waiting.length ? [waiting] : [];
  return [waiting.slice(-1), waiting.slice(-1 - part, -1)];
}

/** Dated in the time of the space. */
export function fixOf(position: GeolocationPosition): Fix {
  const { longitude, latitude, accuracy, speed, heading } = position.coords;
  return {
    lon: longitude,
    lat: latitude,
    time: new Date(liveNow() - Math.max(0, Date.now() - position.timestamp)).toISOString(),
    accuracyMetres: Math.round(accuracy),
    ...(speed !== null && speed >= 0 && { speedMetresPerSecond: speed }),
    ...(heading !== null && heading >= 0 && { headingDegrees: heading }),
  };
}

/**
 * What a failed request means: `later` for a line or a server in trouble and for being signed out, `refused` when these
 * rows are no good, `ended` when the server takes nothing of this phone for the team.
 */
export function verdict(cause: unknown): 'later' | 'refused' | 'ended' {
  if (!(cause instanceof ApiProblem) || cause.transient || cause.status === 401) return 'later';
  if (cause.status < 400 || cause.status >= 500) return 'later';
  const rows = cause.extra['refused'] as { errors: { field: string }[] }[] | undefined;
  return rows?.length && !rows.some((row) => row.errors.some((error) => error.field === 'team')) ? 'refused' : 'ended';
}
