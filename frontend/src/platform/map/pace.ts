/**
 * Runs at once, then at most once per `everyMs`, and always once more after the last call: a single change shows without
 * delay, a hundred a second cost five redraws.
 */
export function paced(run: () => void, everyMs: number): { call: () => void; stop: () => void } {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let again = false;
  const tick = () => {
    timer = null;
    if (!again) return;
    again = false;
    go();
  };
  const go = () => {
    run();
    timer = setTimeout(tick, everyMs);
  };
  return {
    call: () => (timer === null ? go() : (again = true)),
    stop: () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      again = false;
    },
  };
}
