import type { ApiProblem } from './problem';

/**
 * Who this page is. A wall or phone joined by link holds a device token in localStorage and sends it as bearer;
 * a desk holds nothing and lives on the session cookie. Call `use(slot)` once at start on pages that may join.
 */
let slot: string | null = null;
let cached: string | null = null;
const listeners = new Set<(problem: ApiProblem) => void>();

function storage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null; // blocked by the browser's settings: the token then lives as long as the page
  }
}

export const credentials = {
  /** `slot` is the page's own name (`wall`, `field`), so that two pages on one machine do not share a token. */
  use(name: string): void {
    slot = `anlan.token.${name}`;
    cached = storage()?.getItem(slot) ?? null;
  },
  token(): string | null {
    return cached;
  },
  keep(token: string): void {
    cached = token;
    if (slot) storage()?.setItem(slot, token);
  },
  forget(): void {
    cached = null;
    if (slot) storage()?.removeItem(slot);
  },
  /** Called for each 401; returns the function that stops listening. */
  onRefused(listener: (problem: ApiProblem) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  refused(problem: ApiProblem): void {
    listeners.forEach((listener) => listener(problem));
  },
};
