/** A value that somebody else changed while a form was open; `kept`: what was typed here stays in its stead. */
export interface Moved {
  field: string;
  was: unknown;
  now: unknown;
  kept: boolean;
}

export const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/**
 * Puts what was typed upon a newer state: a value that nobody touched here becomes theirs, a typed one stays. Saving the
 * result takes nobody's change back but where both changed the same, and that is named.
 */
export function rebase<T extends object>(opened: T, typed: T, theirs: T): { form: T; moved: Moved[] } {
  const form = { ...typed };
  const moved: Moved[] = [];
  for (const field of Object.keys(theirs) as (keyof T & string)[]) {
    const touched = !same(typed[field], opened[field]);
    if (!touched) form[field] = structuredClone(theirs[field]);
    if (!same(theirs[field], opened[field]) && !same(theirs[field], typed[field])) {
      moved.push({ field, was: opened[field], now: theirs[field], kept: touched });
    }
  }
  return { form, moved };
}
