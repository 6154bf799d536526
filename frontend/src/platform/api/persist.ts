import { ApiProblem } from './problem';

/**
 * Calls until the server answers: a problem that may pass (not reached, overloaded) is tried again after `everyMs`,
 * any other is thrown. `stop` is asked before each try, so that a page that has gone stops asking.
 */
export async function persist<T>(
  call: () => Promise<T>,
  stop: () => boolean = () => false,
  everyMs = 4_000,
): Promise<T> {
  for (;;) {
    try {
      return await call();
    } catch (cause) {
      if (!(cause instanceof ApiProblem) || !cause.transient || stop()) throw cause;
      await new Promise((resolve) => setTimeout(resolve, Math.max(everyMs, cause.retryAfterMs ?? 0)));
      if (stop()) throw cause;
    }
  }
}
