import { beforeEach, describe, expect, it } from 'vitest';
import { createPinia, setActivePinia } from 'pinia';
import { ApiProblem } from '../api';
import type { Feature, PictureSnapshot } from '../collections';
import { FeedClient, type FeedWorld } from './client';
import { usePicture, type PictureEvent } from './picture';

class FakeSocket {
  onmessage: ((m: { data: string }) => void) | null = null;
  onclose: ((c: { code: number }) => void) | null = null;
  closed = false;
  constructor(readonly url: string) {}
  close(): void {
    this.closed = true;
  }
  say(frame: object): void {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

const feature = (id: string, seq: number, version = 1): Feature => ({
  type: 'Feature',
  id,
  collection: 'things',
  version,
  seq,
  updated: '2026-07-22T00:00:00Z',
  by: 'a',
  geometry: null,
  properties: { seq },
});

const flush = () => new Promise<void>((resolve) => setTimeout(resolve, 0));

function fakeWorld(picture: () => PictureSnapshot, ticket: () => Promise<string> = async () => 'T') {
  const sockets: FakeSocket[] = [];
  const later: (() => void)[] = [];
  const world: FeedWorld = {
    now: () => 0,
    random: () => 0,
    ticket,
    picture: async () => picture(),
    socket: (url) => {
      const socket = new FakeSocket(url);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    after: (_ms, run) => void later.push(run),
  };
  return { world, sockets, later };
}

describe('the feed and the picture together', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('loads, applies, tells about live changes only, and resumes where it was', async () => {
    const picture = usePicture();
    const events: PictureEvent[] = [];
    picture.onChange((e) => events.push(e));
    const { world, sockets, later } = fakeWorld(() => ({
      space: 'live',
      epoch: 'e',
      seq: 2,
      at: 'x',
      features: [feature('a', 1), feature('b', 2)],
    }));
    const client = new FeedClient('live', { load: picture.load, apply: picture.apply, state: () => undefined }, world);
    client.start();
    await flush();
    expect(sockets[0]!.url).toMatch(/\/ws\/live\?ticket=T$/);
    sockets[0]!.say({ type: 'hello', space: 'live', epoch: 'e', seq: 2, at: '1' });
    await flush();
    expect(picture.list('things').map((f) => f.id)).toEqual(['a', 'b']);
    expect(events).toEqual([]);

    const changes = [
      { seq: 3, op: 'put', feature: feature('a', 3, 2) },
      { seq: 4, op: 'remove', collection: 'things', id: 'b' },
    ];
    sockets[0]!.say({ type: 'changes', from: 3, seq: 4, changes });
    expect(picture.list('things').map((f) => [f.id, f.version])).toEqual([['a', 2]]);
    expect(events.map((e) => [e.id, e.before?.version, e.after?.version])).toEqual([
      ['a', 1, 2],
      ['b', 1, undefined],
    ]);
    expect(picture.seq).toBe(4);

    sockets[0]!.onclose!({ code: 1006 });
    later.shift()!();
    await flush();
    expect(sockets[1]!.url).toMatch(/ticket=T&since=4&epoch=e$/);
  });

  it('ignores a frame that is no JSON', async () => {
    const picture = usePicture();
    const { world, sockets } = fakeWorld(() => ({ space: 'live', epoch: 'e', seq: 0, at: 'x', features: [] }));
    const client = new FeedClient('live', { load: picture.load, apply: picture.apply, state: () => undefined }, world);
    client.start();
    await flush();
    sockets[0]!.onmessage!({ data: '{' });
    expect(client.state.phase).toBe('connecting');
  });

  it('closes the socket and tells once when it is signed out', async () => {
    let told = 0;
    const { world, sockets } = fakeWorld(
      () => ({ space: 'live', epoch: 'e', seq: 0, at: 'x', features: [] }),
      async () => {
        throw new ApiProblem(401, { code: 'unauthorized' });
      },
    );
    const nothing = () => undefined;
    const listener = { load: nothing, apply: nothing, state: nothing, signedOut: () => void told++ };
    const client = new FeedClient('live', listener, world);
    client.start();
    await flush();
    expect([told, sockets.length, client.state.phase]).toEqual([1, 0, 'signed-out']);
  });
});

describe('the picture', () => {
  beforeEach(() => setActivePinia(createPinia()));

  it('gives the same list until the collection changes', () => {
    const picture = usePicture();
    picture.apply([{ seq: 1, op: 'put', feature: feature('a', 1) }], 1);
    const list = picture.list('things');
    expect(picture.list('things')).toBe(list);
    picture.apply([{ seq: 2, op: 'put', feature: { ...feature('x', 2), collection: 'others' } }], 2);
    expect(picture.list('things')).toBe(list);
    picture.apply([{ seq: 3, op: 'put', feature: feature('b', 3) }], 3);
    expect(picture.list('things')).not.toBe(list);
  });

  it('takes in the answer to a command at once, but never an older version', () => {
    const picture = usePicture();
    picture.apply([{ seq: 5, op: 'put', feature: feature('a', 5, 3) }], 5);
    picture.absorb(feature('a', 4, 2));
    expect(picture.find('things', 'a')?.version).toBe(3);
    picture.absorb(feature('a', 6, 4));
    expect(picture.find('things', 'a')?.version).toBe(4);
  });

  it('does not bring back what the feed took away before the answer came', () => {
    const picture = usePicture();
    picture.apply([{ seq: 5, op: 'remove', collection: 'things', id: 'a' }], 5);
    picture.absorb(feature('a', 5, 3));
    expect(picture.find('things', 'a')).toBeUndefined();
  });

  it('drops what a newly loaded picture no longer holds', () => {
    const picture = usePicture();
    picture.apply([{ seq: 1, op: 'put', feature: feature('a', 1) }], 1);
    picture.load({ space: 'live', epoch: 'e', seq: 9, at: 'x', features: [] });
    expect(picture.list('things')).toEqual([]);
    expect(picture.seq).toBe(9);
  });
});
