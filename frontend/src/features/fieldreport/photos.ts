import { send } from '@/platform/api';

/** Answer to bytes of a photo: `received` while parts are missing, the rest when complete. */
export interface PhotoReceipt {
  received?: number;
  hash?: string;
  type?: string;
  width?: number;
  height?: number;
  exifPosition?: [number, number] | null;
}

const path = (space: string, report: string, n: number) =>
  `/api/${encodeURIComponent(space)}/fieldreports/${encodeURIComponent(report)}/photos/${n}`;

/** Sends photo or voice note `n` (from 1), whole or the slice `[offset, offset + length)`. */
export async function putPhoto(
  space: string,
  report: string,
  n: number,
  file: Blob,
  offset = 0,
  length = file.size - offset,
): Promise<PhotoReceipt> {
  const whole = offset === 0 && length === file.size;
  const headers: Record<string, string> = { 'Content-Type': file.type || 'application/octet-stream' };
  if (!whole) headers['Content-Range'] = `bytes ${offset}-${offset + length - 1}/${file.size}`;
  const body = whole ? file : file.slice(offset, offset + length);
  return (await send<PhotoReceipt>('PUT', path(space, report, n), { body, headers, timeoutMs: 120_000 })).body;
}

/** How many bytes of photo `n` the server holds. */
export async function photoProgress(
  space: string,
  report: string,
  n: number,
): Promise<{ received: number; total: number }> {
  return (await send<{ received: number; total: number }>('GET', `${path(space, report, n)}/upload`)).body;
}
