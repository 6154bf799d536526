import { send } from '@/platform/api';
import { useSpace } from '@/platform/space';
import type { ReadingPoint } from './types';

export interface Series {
  gauge: string;
  from: string;
  to: string;
  total: number;
  sampled: boolean;
  readings: ReadingPoint[];
}

/** A gauge's series; peaks are kept however few points are asked for. */
export async function readings(gauge: string, from: Date, to: Date, points = 240): Promise<Series> {
  const query = { from: from.toISOString(), to: to.toISOString(), points };
  const path = `/api/${useSpace().id}/gauges/${encodeURIComponent(gauge)}/readings`;
  return (await send<Series>('GET', path, { query })).body;
}

/** The photo of the staff for a manual reading that the server holds. */
export async function putPhoto(gauge: string, time: string, photo: Blob): Promise<void> {
  const path = `/api/${useSpace().id}/gauges/${encodeURIComponent(gauge)}/readings/${encodeURIComponent(time)}/photo`;
  await send('PUT', path, { body: photo, headers: { 'Content-Type': photo.type }, timeoutMs: 120_000 });
}
