import type { Feature } from '@/platform/collections';
import type { StreamRows } from '@/platform/feed';
import type { TeamProperties } from './types';

/** A position older than this may be wrong by a walk; milliseconds. */
export const STALE_MS = 30 * 60_000;

/** Teams where they are: the shared position while there is one, else where they are based. */
export function placed(teams: Feature<TeamProperties>[], positions: StreamRows, now: number): Feature[] {
  return teams.map((team) => {
    const row = positions.get(team.id);
    const at = row ? String(row.at(-1)) : null;
    const geometry = row
      ? { type: 'Point' as const, coordinates: [Number(row[1]), Number(row[2])] }
      : (team.geometry ?? null);
    const stale = at === null || now - Date.parse(at) > STALE_MS;
    return { ...team, geometry, properties: { ...team.properties, at, stale } } as unknown as Feature;
  });
}
