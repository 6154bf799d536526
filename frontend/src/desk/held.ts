import { shallowReactive } from 'vue';

/** How long a command can be taken back before it is sent, milliseconds. */
export const HOLD_MS = 6_000;

export interface Held {
  command: string;
  send: () => Promise<void>;
  /** Told when it waits no longer: it is being sent, or was taken back. */
  over: () => void;
}

interface Entry extends Held {
  timer: ReturnType<typeof setTimeout>;
  /** The one before it, which is answered first. */
  before: Entry | undefined;
  sent: Promise<void> | null;
  done: boolean;
}

/**
 * Commands that the log never takes back, so each waits a few seconds on this page, where it can be. For each thing only
 * the last one waits: the next command on it sends it at once, and so does the page when it goes.
 */
export function heldCommands() {
  /** By thing, until answered; one that was sent cannot be taken back any more. */
  const waiting = shallowReactive(new Map<string, Entry>());

  function hold(thing: string, held: Held): void {
    const before = waiting.get(thing);
    if (before) void dispatch(thing, before);
    const timer = setTimeout(() => void dispatch(thing, entry), HOLD_MS);
    const entry: Entry = { ...held, timer, before, sent: null, done: false };
    waiting.delete(thing);
    waiting.set(thing, entry);
  }

  function dispatch(thing: string, entry: Entry, inTurn = true): Promise<void> {
    if (entry.sent) return entry.sent;
    clearTimeout(entry.timer);
    entry.over();
    const turn = inTurn ? entry.before?.sent : null;
    entry.sent = (turn ? turn.then(entry.send, entry.send) : entry.send()).finally(() => {
      entry.done = true;
      if (waiting.get(thing) === entry) waiting.delete(thing);
    });
    return entry.sent;
  }

  /** False when there is nothing to take back. */
  function undo(thing: string): boolean {
    const entry = waiting.get(thing);
    if (!entry || entry.sent) return false;
    clearTimeout(entry.timer);
    if (entry.before && !entry.before.done) waiting.set(thing, entry.before);
    else waiting.delete(thing);
    entry.over();
    return true;
  }

  /** Takes back what was pressed last. */
  const undoLast = () => [...waiting.keys()].reverse().some(undo);

  /** Sends what waits for this thing; done when it is answered. */
  async function settle(thing: string): Promise<void> {
    const entry = waiting.get(thing);
    if (entry) await dispatch(thing, entry);
  }

  /** The page goes: nothing can wait for its turn. */
  async function settleAll(): Promise<void> {
    await Promise.all([...waiting].map(([thing, entry]) => dispatch(thing, entry, false)));
  }

  return { waiting, hold, undo, undoLast, settle, settleAll };
}
