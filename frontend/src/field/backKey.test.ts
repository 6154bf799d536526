// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** The browser's history as far as the page uses it; a step takes place when the test lets it. */
class History {
  entries: unknown[] = [null];
  at = 0;
  private steps: number[] = [];
  get state() {
    return this.entries[this.at];
  }
  replaceState(state: unknown) {
    this.entries[this.at] = state;
  }
  pushState(state: unknown) {
    this.entries.splice(++this.at, Infinity, state);
  }
  go(by: number) {
    this.steps.push(by);
  }
  run() {
    for (let by = this.steps.shift(); by !== undefined; by = this.steps.shift()) this.press(by);
  }
  /** The phone's own key. */
  press(by: number) {
    this.at += by;
    dispatchEvent(new PopStateEvent('popstate', { state: this.state }));
  }
}

let past: History;
let open: string[];
let openLayer: typeof import('./backKey').openLayer;
let heard: EventListener | null = null;
const listen = vi.spyOn(window, 'addEventListener');

/** Opens a layer that takes its name off the list when it is closed. */
function show(name: string): () => void {
  open.push(name);
  return openLayer(() => (open = open.filter((one) => one !== name)));
}

/** The page as it is after loading; the one before hears nothing any more. */
async function load(): Promise<void> {
  if (heard) removeEventListener('popstate', heard);
  vi.resetModules();
  open = [];
  ({ openLayer } = await import('./backKey'));
  heard = listen.mock.lastCall![1] as EventListener;
}

beforeEach(async () => {
  past = new History();
  vi.stubGlobal('history', past);
  await load();
});

describe('the back key', () => {
  it('closes the innermost layer only, then the next', () => {
    show('report');
    show('picker');
    past.press(-1);
    expect(open).toEqual(['report']);
    past.press(-1);
    expect(open).toEqual([]);
    expect(past.at).toBe(0);
  });

  it('finds nothing left of a layer that was closed by hand', () => {
    show('report');
    const close = show('picker');
    close();
    expect(open).toEqual(['report']);
    past.run();
    expect(past.at).toBe(1);
    past.press(-1);
    expect(open).toEqual([]);
  });

  it('is not needed twice when a layer goes with what lies upon it', () => {
    const close = show('report');
    show('picker');
    close();
    close();
    past.run();
    expect(open).toEqual([]);
    expect(past.at).toBe(0);
  });

  it('keeps its count when two are closed before the browser has moved', () => {
    const report = show('report');
    const picker = show('picker');
    picker();
    report();
    past.run();
    expect(open).toEqual([]);
    expect(past.at).toBe(0);
  });

  it('opens nothing again when it was the forward key', () => {
    show('report');
    past.press(-1);
    past.press(1);
    past.run();
    expect(open).toEqual([]);
    expect(past.at).toBe(0);
  });

  it('closes what was opened after the page was loaded anew', async () => {
    show('report');
    await load();
    show('reading');
    past.press(-1);
    expect(open).toEqual([]);
    expect(past.at).toBe(1);
  });
});
