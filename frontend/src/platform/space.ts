/**
 * The space this page shows: `?space=drill-…`, or the live one. A page stays in its space; another space is another
 * page, so nothing of a drill can be left over in the live one.
 */
export const LIVE = 'live';

export function spaceOf(search: string): string {
  const asked = new URLSearchParams(search).get('space') ?? LIVE;
  return /^drill-[a-z0-9-]{1,40}$/.test(asked) ? asked : LIVE;
}

const current = spaceOf(globalThis.location?.search ?? '');

export function useSpace(): { id: string; isDrill: boolean } {
  return { id: current, isDrill: current !== LIVE };
}

/** A name for what a browser keeps of a space; of the live one without an ending. */
export const nameIn = (space: string, name: string, mark = '-') => (space === LIVE ? name : `${name}${mark}${space}`);

/** An address of another page of this server, in the same space. */
export function inSpace(page: string, space = current): string {
  return space === LIVE ? page : `${page}?space=${space}`;
}
