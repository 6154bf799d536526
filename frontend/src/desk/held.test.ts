import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { heldCommands, HOLD_MS } from './held';

let held: ReturnType<typeof heldCommands>;
/** What was sent and answered and what waits no longer, in order. */
let log: string[];
let answer: Record<string, () => void>;

beforeEach(() => {
  vi.useFakeTimers();
  held = heldCommands();
  log = [];
  answer = {};
});
afterEach(() => vi.useRealTimers());

function hold(thing: string, command: string): void {
  const send = () =>
    new Promise<void>((resolve) => {
      log.push(`${command} sent`);
      answer[command] = () => resolve(void log.push(`${command} answered`));
    });
  held.hold(thing, { command, send, over: () => log.push(`${command} over`) });
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const waits = (thing: string) => held.waiting.get(thing)?.command;

describe('a command that cannot be taken back', () => {
  it('is sent when its time is up, and waits until it is answered', async () => {
    hold('a', 'control');
    await pass(HOLD_MS - 1);
    expect([log, waits('a')]).toEqual([[], 'control']);
    await pass(1);
    expect([log, waits('a')]).toEqual([['control over', 'control sent'], 'control']);
    answer['control']!();
    await pass(0);
    expect(waits('a')).toBeUndefined();
  });

  it('is never sent when it is taken back, and cannot be once it is sent', async () => {
    hold('a', 'control');
    expect(held.undo('a')).toBe(true);
    await pass(HOLD_MS);
    expect([log, waits('a'), held.undo('a')]).toEqual([['control over'], undefined, false]);
    hold('a', 'respond');
    await pass(HOLD_MS);
    expect([held.undo('a'), held.undoLast(), waits('a')]).toEqual([false, false, 'respond']);
  });

  it('is sent at once when another follows on the same thing, which goes after its answer', async () => {
    hold('a', 'verify');
    hold('b', 'control');
    hold('a', 'respond');
    expect([log, waits('a'), waits('b')]).toEqual([['verify over', 'verify sent'], 'respond', 'control']);
    held.undo('b');
    await pass(HOLD_MS);
    expect(log).not.toContain('respond sent');
    answer['verify']!();
    await pass(0);
    expect(log.slice(-2)).toEqual(['verify answered', 'respond sent']);
  });

  it('still waits for the answer of the one before when it is taken back', async () => {
    hold('a', 'verify');
    hold('a', 'respond');
    expect([held.undoLast(), waits('a')]).toEqual([true, 'verify']);
    answer['verify']!();
    await pass(HOLD_MS);
    expect([log.includes('respond sent'), waits('a')]).toEqual([false, undefined]);
  });

  it('is answered before a command that does not wait', async () => {
    hold('a', 'control');
    const next = held.settle('a').then(() => log.push('note sent'));
    answer['control']!();
    await next;
    expect(log).toEqual(['control over', 'control sent', 'control answered', 'note sent']);
    await held.settle('a');
  });

  it('goes with the page, without waiting for its turn', () => {
    hold('a', 'verify');
    hold('a', 'respond');
    hold('b', 'control');
    void held.settleAll();
    expect(log.filter((line) => line.endsWith('sent'))).toEqual(['verify sent', 'respond sent', 'control sent']);
  });

  it('is taken back last pressed first', () => {
    hold('a', 'control');
    hold('b', 'verify');
    held.undoLast();
    expect([waits('a'), waits('b')]).toEqual(['control', undefined]);
  });
});
