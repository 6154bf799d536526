const TIME = /^(\d{1,2}):?(\d{2})$/;
const DATE = /^(?:(\d{4})\D)?(\d{1,2})\D(\d{1,2})\D?$/;
const pad = (n: number) => String(n).padStart(2, '0');

/**
 * A time as people type it: 21:30, 2130, 7-22 21:30, 2021年7月22日 21:30; what is left out is that of `now`. Local
 * minutes, as 2021-07-22T21:30; null when it is none.
 */
export function parseMoment(text: string, now: Date): string | null {
  const parts = text
    .trim()
    .replaceAll('\uff1a', ':')
    .split(/[\sT]+/);
  const time = TIME.exec(parts.at(-1) ?? '');
  const date = parts.length > 1 ? DATE.exec(parts.slice(0, -1).join('')) : null;
  if (!time || (parts.length > 1 && !date)) return null;
  const year = Number(date?.[1] ?? now.getFullYear());
  const month = Number(date?.[2] ?? now.getMonth() + 1);
  const day = Number(date?.[3] ?? now.getDate());
  const at = new Date(year, month - 1, day, Number(time[1]), Number(time[2]));
  const meant = at.getMonth() === month - 1 && at.getDate() === day && at.getHours() === Number(time[1]);
  return meant && Number(time[2]) < 60 ? localMinutes(at) : null;
}

/** 2021-07-22T21:30, in the zone of the machine. */
export function localMinutes(at: Date): string {
  const date = `${at.getFullYear()}-${pad(at.getMonth() + 1)}-${pad(at.getDate())}`;
  return `${date}T${pad(at.getHours())}:${pad(at.getMinutes())}`;
}
