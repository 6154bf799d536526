/** Dates, ages and numbers as people read them. Pure: the locale and `now` are arguments. */

const pad = (n: number) => String(n).padStart(2, '0');

/** 24-hour clock of the machine's own zone: 14:05:09. */
export function clock(at: Date, seconds = true): string {
  const base = `${pad(at.getHours())}:${pad(at.getMinutes())}`;
  return seconds ? `${base}:${pad(at.getSeconds())}` : base;
}

const WEEKDAYS_ZH = ['日', '一', '二', '三', '四', '五', '六'];

/** 7月22日 星期四 / Thu 22 Jul */
export function day(at: Date, locale: string): string {
  if (locale.startsWith('zh')) return `${at.getMonth() + 1}月${at.getDate()}日 星期${WEEKDAYS_ZH[at.getDay()]}`;
  return at.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' });
}

/** Time of an event: 14:05 today, 7月22日 14:05 on another day, with the year when it differs. */
export function moment(iso: string, locale: string, now: Date): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return '—';
  const hm = clock(at, false);
  if (at.toDateString() === now.toDateString()) return hm;
  const sameYear = at.getFullYear() === now.getFullYear();
  if (locale.startsWith('zh')) {
    return `${sameYear ? '' : `${at.getFullYear()}年`}${at.getMonth() + 1}月${at.getDate()}日 ${hm}`;
  }
  const date = at.toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'short',
    ...(sameYear ? {} : { year: 'numeric' }),
  });
  return `${date} ${hm}`;
}

/** Age in the two largest units at most: 刚刚, 45 秒, 12 分, 3 小时 5 分, 2 天 4 小时. Negative counts as zero. */
export function age(ms: number, locale: string): string {
  const zh = locale.startsWith('zh');
  const s = Math.max(0, Math.floor(ms / 1000));
  if (s < 5) return zh ? '刚刚' : 'now';
  if (s < 60) return zh ? `${s} 秒` : `${s} s`;
  const m = Math.floor(s / 60);
  if (m < 60) return zh ? `${m} 分` : `${m} min`;
  const h = Math.floor(m / 60);
  if (h < 24) return join(h, zh ? '小时' : 'h', m % 60, zh ? '分' : 'min');
  return join(Math.floor(h / 24), zh ? '天' : 'd', h % 24, zh ? '小时' : 'h');
}

/** The age as a point in time: 刚刚, 12 分前; just now, 12 min ago. */
export function ago(ms: number, locale: string): string {
  const zh = locale.startsWith('zh');
  if (ms < 5_000) return zh ? '刚刚' : 'just now';
  return zh ? `${age(ms, locale)}前` : `${age(ms, locale)} ago`;
}

/** A time that lies ahead: 很快, 12 秒后; soon, in 12 s. */
export function ahead(ms: number, locale: string): string {
  const zh = locale.startsWith('zh');
  if (ms < 5_000) return zh ? '很快' : 'soon';
  return zh ? `${age(ms, locale)}后` : `in ${age(ms, locale)}`;
}

function join(a: number, unitA: string, b: number, unitB: string): string {
  return b ? `${a} ${unitA} ${b} ${unitB}` : `${a} ${unitA}`;
}

/** Length of time as a running clock: 04:05, 1:04:05; a passed deadline is negative. */
export function stopwatch(ms: number): string {
  const s = Math.floor(Math.abs(ms) / 1000);
  const h = Math.floor(s / 3600);
  const rest = `${pad(Math.floor((s % 3600) / 60))}:${pad(s % 60)}`;
  return `${ms < 0 ? '−' : ''}${h ? `${h}:` : ''}${rest}`;
}

/** Age of the picture: tenths below ten seconds, then whole units. */
export function pictureAge(ms: number, locale: string): string {
  if (ms < 10_000) return `${(Math.floor(ms / 100) / 10).toFixed(1)} ${locale.startsWith('zh') ? '秒' : 's'}`;
  return age(ms, locale);
}

/** 48,213 */
export function integer(n: number): string {
  return Math.round(n).toLocaleString('en-US');
}

/** 850 m, 1.3 km / 850 米, 1.3 公里 */
export function distance(metres: number, locale: string): string {
  const zh = locale.startsWith('zh');
  if (metres < 1000) return `${Math.round(metres)} ${zh ? '米' : 'm'}`;
  return `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} ${zh ? '公里' : 'km'}`;
}

/** 114.368, 35.522 (EPSG:4490, degrees; five decimals are about a metre). */
export function lonLat([lon, lat]: [number, number]): string {
  return `${lon.toFixed(5)}, ${lat.toFixed(5)}`;
}

/** Chainage of metres: 12300 → 12+300. */
export function chainage(metres: number): string {
  const whole = Math.round(metres);
  return `${Math.floor(whole / 1000)}+${String(whole % 1000).padStart(3, '0')}`;
}
