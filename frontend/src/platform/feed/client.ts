import { ApiProblem, session, space as spaceApi } from '../api';
import type { Change, PictureSnapshot } from '../collections';
import { backoffMs, initialState, step, type Effect, type FeedEvent, type FeedState, type Frame } from './machine';

/** What the feed needs of the outside; tests give their own. */
export interface FeedWorld {
  now(): number;
  random(): number;
  ticket(): Promise<string>;
  picture(space: string): Promise<PictureSnapshot>;
  socket(url: string): WebSocket;
  after(ms: number, run: () => void): void;
}

export interface FeedListener {
  load(picture: PictureSnapshot): void;
  apply(changes: Change[], seq: number): void;
  latest?(stream: string, values: unknown[]): void;
  state(state: FeedState): void;
  signedOut?(why: string): void;
}

export const browserWorld: FeedWorld = {
  now: () => performance.now(),
  random: () => Math.random(),
  ticket: () => session.wsTicket({ timeoutMs: 8_000 }),
  picture: (name) => spaceApi.picture(name),
  socket: (url) => new WebSocket(url),
  after: (ms, run) => void setTimeout(run, ms),
};

/** Carries out what the state machine asks for. One instance per space and page. */
export class FeedClient {
  state: FeedState = initialState;
  private socket: WebSocket | null = null;

  constructor(
    private readonly space: string,
    private readonly listener: FeedListener,
    private readonly world: FeedWorld = browserWorld,
  ) {}

  start(): void {
    this.send({ type: 'start' });
  }

  stop(): void {
    this.send({ type: 'stop' });
  }

  /** Tells that now is a good moment to try again at once. */
  wake(): void {
    this.send({ type: 'wake' });
  }

  /** Call about once a second: notices a connection that died in silence. */
  tick(): void {
    this.send({ type: 'tick', now: this.world.now() });
  }

  private send(event: FeedEvent): void {
    const [next, effects] = step(this.state, event);
    const changed = next !== this.state;
    this.state = next;
    effects.forEach((effect) => this.carryOut(effect));
    if (changed) this.listener.state(this.state);
  }

  private carryOut(effect: Effect): void {
    switch (effect.do) {
      case 'getTicket':
        return this.getTicket(effect.attemptId);
      case 'open':
        return this.open(effect);
      case 'fetchPicture':
        return this.fetchPicture(effect.attemptId);
      case 'close':
        return this.close();
      case 'retryIn': {
        const pause = Math.max(backoffMs(effect.failures, this.world.random()), effect.atLeastMs ?? 0);
        return this.world.after(pause, () => this.send({ type: 'retry', attemptId: effect.attemptId }));
      }
      case 'load':
        return this.listener.load(effect.picture);
      case 'apply':
        return this.listener.apply(effect.changes, effect.seq);
      case 'latest':
        return this.listener.latest?.(effect.stream, effect.values);
      case 'signedOut':
        return this.listener.signedOut?.(effect.why);
    }
  }

  private getTicket(attemptId: number): void {
    this.world.ticket().then(
      (ticket) => this.send({ type: 'ticket', attemptId, ticket }),
      (cause) => this.send({ type: 'ticketFailed', attemptId, ...refusal(cause) }),
    );
  }

  private fetchPicture(attemptId: number): void {
    this.world.picture(this.space).then(
      (picture) => this.send({ type: 'picture', attemptId, picture, now: this.world.now() }),
      (cause) => this.send({ type: 'pictureFailed', attemptId, ...refusal(cause) }),
    );
  }

  private open({ attemptId, ticket, since, epoch }: Extract<Effect, { do: 'open' }>): void {
    const query = new URLSearchParams({ ticket });
    if (since !== null && epoch !== null) {
      query.set('since', String(since));
      query.set('epoch', epoch);
    }
    const socket = this.world.socket(`${socketOrigin()}/ws/${encodeURIComponent(this.space)}?${query}`);
    this.socket = socket;
    socket.onmessage = (message) => {
      const frame = parseFrame(message.data);
      if (frame) this.send({ type: 'frame', attemptId, frame, now: this.world.now() });
    };
    socket.onclose = (closed) => this.send({ type: 'closed', attemptId, code: closed.code });
  }

  private close(): void {
    const socket = this.socket;
    this.socket = null;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }
}

function socketOrigin(): string {
  const at = globalThis.location;
  return at ? `${at.protocol === 'https:' ? 'wss' : 'ws'}://${at.host}` : 'ws://localhost';
}

function refusal(cause: unknown): { status: number; retryAfterMs: number | null } {
  if (cause instanceof ApiProblem) return { status: cause.status, retryAfterMs: cause.retryAfterMs };
  return { status: 0, retryAfterMs: null };
}

function parseFrame(data: unknown): Frame | null {
  try {
    return typeof data === 'string' ? (JSON.parse(data) as Frame) : null;
  } catch {
    return null;
  }
}
