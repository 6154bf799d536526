import { send } from '@/platform/api';
import { shownNow } from '@/platform/clock';
import { useSpace } from '@/platform/space';

interface Track {
  total: number;
  points: [number, number, string, ...unknown[]][];
}

/** Where a team was in the 12 hours before the time that is shown; corners and stops are kept. */
export async function track(team: string): Promise<[number, number][]> {
  const path = `/api/${useSpace().id}/teams/${encodeURIComponent(team)}/track`;
  const query = { to: new Date(shownNow()).toISOString(), points: 1_000 };
  const { body } = await send<Track>('GET', path, { query });
  return body.points.map(([lon, lat]) => [lon, lat]);
}
