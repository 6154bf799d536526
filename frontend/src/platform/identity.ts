import { onScopeDispose, ref, shallowRef } from 'vue';
import { ApiProblem, credentials, session, takeJoinCode, type Me } from './api';

/** How often a page that is shut out or cut off looks again by itself, milliseconds. */
const RETRY_MS = 4_000;
const SHUT_OUT_RETRY_MS = 60_000;

export type IdentityState =
  | 'checking'
  | 'in'
  | 'out' //          nobody, revoked, or the link was used: `problem` says why
  | 'unreachable'; // the server does not answer; it is asked again until it does

/**
 * Who is in front of this page. Joins by `#join=CODE` when the address has one, else uses what the page holds (device
 * token or session cookie). A page that starts before the server, or with a used link in its bookmark, comes in by itself.
 */
export function useIdentity(options: { device?: () => string } = {}) {
  const me = shallowRef<Me | null>(null);
  const state = ref<IdentityState>('checking');
  const problem = shallowRef<ApiProblem | null>(null);
  let code: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let round = 0;

  function enter(who: Me): void {
    clearTimeout(timer);
    round++;
    me.value = who;
    problem.value = null;
    state.value = 'in';
  }

  /** Asks the server again: at start, after a 401, after the feed says signed out. */
  async function check(): Promise<void> {
    clearTimeout(timer);
    const mine = ++round;
    code = takeJoinCode() ?? code;
    let linkProblem: ApiProblem | null = null;
    try {
      const joined = code ? await join(code).catch((cause) => void (linkProblem = asProblem(cause))) : undefined;
      if (linkProblem && (linkProblem as ApiProblem).transient) throw linkProblem;
      code = null;
      const who = joined ?? (await session.me());
      if (mine === round) enter(who);
    } catch (cause) {
      if (mine === round) shutOut(linkProblem ?? asProblem(cause));
    }
  }

  const join = (once: string): Promise<Me> => session.join(once, options.device?.() ?? navigator.userAgent);

  function shutOut(why: ApiProblem): void {
    problem.value = why;
    me.value = null;
    state.value = why.transient ? 'unreachable' : 'out';
    const again = why.transient ? RETRY_MS : credentials.token() ? SHUT_OUT_RETRY_MS : null;
    if (again !== null) timer = setTimeout(() => void check(), again);
  }

  async function logout(): Promise<void> {
    if (!credentials.token()) await session.logout();
    credentials.forget();
    me.value = null;
    problem.value = null;
    state.value = 'out';
  }

  const onHash = () => {
    if (location.hash.includes('join=')) void check();
  };
  addEventListener('hashchange', onHash);
  onScopeDispose(() => {
    removeEventListener('hashchange', onHash);
    clearTimeout(timer);
    round++;
  });

  return { me, state, problem, check, enter, logout };
}

function asProblem(cause: unknown): ApiProblem {
  if (cause instanceof ApiProblem) return cause;
  throw cause;
}
