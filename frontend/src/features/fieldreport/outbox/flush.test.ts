import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ApiProblem } from '@/platform/api';
import type { FeatureOf } from '@/platform/collections';
import { flush, SLICE, type OutboxServer } from './flush';
import { backoff, byUrgency, clockOffset, observedAt } from './schedule';
import { fileName, OutboxStore } from './store';
import { isPending, type OutboxReport } from './types';

const unreached = () => new ApiProblem(0, { code: 'network' });

/** A server that keeps what it is given, over a line that breaks when the test says so. */
class Server implements OutboxServer {
  readonly reports = new Map<string, { body: string; id: string }>();
  readonly bytes = new Map<string, number>();
  /** What came, in order. */
  readonly log: string[] = [];
  offset = 0;
  /** Called before (request lost) and after (answer lost) each exchange. */
  line: (moment: 'before' | 'after') => void = () => undefined;
  refuse: ApiProblem | null = null;

  private async exchange<T>(work: () => T): Promise<T> {
    this.line('before');
    const answer = work();
    this.line('after');
    return answer;
  }

  create(draft: unknown, key: string) {
    return this.exchange(() => {
      if (this.refuse) throw this.refuse;
      const body = JSON.stringify(draft);
      const known = this.reports.get(key) ?? { body, id: `r${this.reports.size + 1}` };
      if (known.body !== body) throw new ApiProblem(422, { code: 'idempotency-key' });
      this.reports.set(key, known);
      this.log.push(key);
      return { id: known.id, properties: { receivedAt: '2026-07-22T10:00:00Z' } } as FeatureOf<'fieldreports'>;
    });
  }

  progress(report: string, n: number) {
    return this.exchange(() => ({ received: this.bytes.get(`${report}/${n}`) ?? 0, total: 0 }));
  }

  put(report: string, n: number, file: Blob, offset: number, length: number) {
    return this.exchange(() => {
      const key = `${report}/${n}`;
      const held = this.bytes.get(key) ?? 0;
      if (offset !== held) throw new ApiProblem(409, { code: 'offset', received: held });
      this.bytes.set(key, held + length);
      this.log.push(`${key} ${held}`);
      return held + length === file.size ? { hash: 'h' } : { received: held + length };
    });
  }

  clockOffset() {
    return this.exchange(() => this.offset);
  }
}

let number = 0;
let store: OutboxStore;
let server: Server;
const now = () => 1_000_000;

type Severity = OutboxReport['draft']['properties']['severity'];

function report(key: string, photoSize = 0, severity: Severity = 'major'): OutboxReport {
  const type = 'image/jpeg';
  const photo = {
    n: 1,
    file: fileName(key, 1),
    size: photoSize,
    type,
    sent: 0,
    state: 'waiting',
    problem: null,
  } as const;
  return {
    key,
    account: 'me',
    draft: {
      geometry: { type: 'Point', coordinates: [114.368, 35.522] },
      properties: {
        kind: 'danger',
        danger: 'piping',
        severity,
        text: '',
        observedAt: '',
        positionSource: 'gps',
        photos: photoSize ? [{ size: photoSize, type }] : [],
      },
    },
    frozen: null,
    photos: photoSize ? [{ ...photo }] : [],
    state: 'waiting',
    createdAt: 500_000 + number++,
    attempts: 0,
    nextTryAt: 0,
    serverId: null,
    receivedAt: null,
    problem: null,
  };
}

/** As the page queues it: the photo's bytes lie beside the report. */
function queue(one: OutboxReport): Promise<void> {
  return store.put(
    one,
    one.photos.map((photo) => [photo.file!, new Blob([new Uint8Array(photo.size)], { type: photo.type })]),
  );
}

beforeEach(() => {
  store = new OutboxStore(`test-${number++}`);
  server = new Server();
});

describe('flush', () => {
  it('delivers what waits and keeps it as received', async () => {
    await store.put(report('a'));
    await store.put(report('b'));
    expect(await flush(store, server, 'me', { now })).toEqual({
      nextTryAt: null,
      signedOut: false,
      diskFull: false,
    });
    expect((await store.list()).map((r) => r.state)).toEqual(['received', 'received']);
    expect(server.reports.size).toBe(2);
  });

  it('sends the same body under the same key when the answer was lost', async () => {
    await store.put(report('a'));
    server.line = (moment) => {
      if (moment === 'after' && server.reports.size) throw unreached();
    };
    await flush(store, server, 'me', { now });
    expect((await store.get('a'))?.state).toBe('waiting');
    server.line = () => undefined;
    server.offset = 3_600_000;
    await flush(store, server, 'me', { now, force: true });
    expect((await store.get('a'))?.state).toBe('received');
    expect(server.reports.size).toBe(1);
  });

  it('waits longer after each failure and stops asking a network that is away', async () => {
    await store.put(report('a'));
    await store.put(report('b'));
    let asked = 0;
    server.line = () => {
      asked++;
      throw unreached();
    };
    const result = await flush(store, server, 'me', { now });
    expect(asked).toBe(1);
    expect((await store.get('a'))?.nextTryAt).toBeGreaterThan(now());
    expect(result.nextTryAt).toBe(0);
  });

  it('keeps a refused report with the reason and goes on with the next', async () => {
    await store.put(report('a'));
    server.refuse = new ApiProblem(422, { code: 'place', detail: '位置在县界外', detailEn: 'outside the county' });
    await flush(store, server, 'me', { now });
    server.refuse = null;
    await store.put(report('b'));
    await flush(store, server, 'me', { now });
    expect((await store.get('a'))?.problem?.detail).toBe('位置在县界外');
    expect((await store.get('b'))?.state).toBe('received');
  });

  it('keeps everything that the server found wrong, in both languages', async () => {
    await store.put(report('a'));
    const errors = [
      { field: 'properties.severity', rule: '必填', ruleEn: 'is required' },
      { field: 'properties.text', rule: '最多 2000 字', ruleEn: 'at most 2000 characters' },
    ];
    server.refuse = new ApiProblem(422, { code: 'invalid', detail: '必填', detailEn: 'is required', errors });
    await flush(store, server, 'me', { now });
    const problem = { detail: '必填\n最多 2000 字', detailEn: 'is required\nat most 2000 characters' };
    expect((await store.get('a'))?.problem).toEqual({ code: 'invalid', ...problem });
  });

  it('does not take a server fault for a refusal', async () => {
    await store.put(report('a'));
    server.refuse = new ApiProblem(500, { code: 'internal' });
    await flush(store, server, 'me', { now });
    expect((await store.get('a'))?.state).toBe('waiting');
  });

  it('stops when nobody is signed in and sends nothing of another person', async () => {
    await store.put(report('a'));
    await store.put({ ...report('b'), account: 'other' });
    server.refuse = new ApiProblem(401, { code: 'credentials' });
    expect((await flush(store, server, 'me', { now })).signedOut).toBe(true);
    server.refuse = null;
    await flush(store, server, 'me', { now, force: true });
    expect((await store.get('a'))?.state).toBe('received');
    expect((await store.get('b'))?.state).toBe('waiting');
  });

  it('says nothing of who we are when nothing waits or the server does not answer', async () => {
    expect((await flush(store, server, 'me', { now })).signedOut).toBe(null);
    await store.put(report('a'));
    server.line = () => {
      throw unreached();
    };
    expect((await flush(store, server, 'me', { now })).signedOut).toBe(null);
  });

  it('sends every text before any photo, the critical ones first', async () => {
    await queue(report('old', 10));
    await queue(report('newer', 10));
    await queue(report('critical', 10, 'critical'));
    await flush(store, server, 'me', { now });
    expect(server.log).toEqual(['critical', 'old', 'newer', 'r1/1 0', 'r2/1 0', 'r3/1 0']);
  });

  it('lets a report that comes meanwhile go before the next slice of a photo', async () => {
    await queue(report('photo', SLICE * 2));
    const changed = () => {
      if (server.log.at(-1) === 'r1/1 0') void queue(report('urgent'));
    };
    await flush(store, server, 'me', { now, changed });
    expect(server.log).toEqual(['photo', 'r1/1 0', 'urgent', `r1/1 ${SLICE}`]);
  });

  it('sends the texts of all reports though a photo is in trouble', async () => {
    await queue(report('a', 10));
    server.put = () => Promise.reject(new ApiProblem(503, { code: 'busy' }));
    await flush(store, server, 'me', { now });
    await store.put(report('b'));
    await flush(store, server, 'me', { now });
    expect((await store.list()).map((r) => r.state)).toEqual(['received', 'received']);
  });

  it('says that a photo is gone when the phone has lost its bytes', async () => {
    await store.put(report('a', 10));
    await flush(store, server, 'me', { now });
    expect((await store.get('a'))?.photos[0]).toMatchObject({ state: 'refused', problem: { code: 'file-lost' } });
  });

  it('sends what a full disk keeps, says so, and ends well when there is room again', async () => {
    await queue(report('a', SLICE + 1));
    await queue(report('b'));
    const put = vi.spyOn(store, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    expect(await flush(store, server, 'me', { now })).toMatchObject({ nextTryAt: null, diskFull: true });
    expect([server.reports.size, server.bytes.get('r1/1')]).toEqual([2, SLICE + 1]);
    put.mockRestore();
    expect(await flush(store, server, 'me', { now })).toMatchObject({ nextTryAt: null, diskFull: false });
    expect(server.reports.size).toBe(2);
    expect((await store.list()).filter(isPending)).toEqual([]);
  });

  it('does not send from a full disk what could not be made the same again', async () => {
    server.offset = 7_200_000;
    await store.put(report('a'));
    vi.spyOn(store, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    expect(await flush(store, server, 'me', { now })).toMatchObject({ diskFull: true });
    expect(server.reports.size).toBe(0);
  });

  it('moves the observation time when the phone clock is wrong', async () => {
    server.offset = 7_200_000;
    await store.put(report('a'));
    await flush(store, server, 'me', { now });
    const sent = await store.get('a');
    expect(Date.parse(sent!.frozen!.properties.observedAt)).toBe(sent!.createdAt + 7_200_000);
  });

  it.each([11, 12, 13])(
    'delivers each report and photo once over a line that breaks at random (seed %i)',
    async (seed) => {
      const random = seeded(seed);
      const sizes = [0, 10, SLICE - 1, SLICE, SLICE * 2 + 7];
      for (let i = 0; i < 10; i++) await queue(report(`k${i}`, sizes[i % sizes.length]));
      server.line = () => {
        if (random() < 0.3) throw unreached();
      };
      for (let round = 0; round < 400 && (await store.list()).some(isPending); round++) {
        await flush(store, server, 'me', { now, force: true });
      }
      expect((await store.list()).filter(isPending)).toEqual([]);
      expect(server.reports.size).toBe(10);
      const photos = (await store.list()).filter((r) => r.photos.length);
      expect(photos.every((r) => server.bytes.get(`${r.serverId}/1`) === r.photos[0]!.size)).toBe(true);
    },
  );
});

/** mulberry32 */
function seeded(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

describe('schedule', () => {
  it('puts critical reports first and then goes by age', () => {
    const all = [report('1'), report('2', 0, 'critical'), report('3'), report('4', 0, 'critical')];
    expect(
      all
        .reverse()
        .sort(byUrgency)
        .map((r) => r.key),
    ).toEqual(['2', '4', '1', '3']);
  });

  it.each([
    [0, 2_000],
    [3, 16_000],
    [30, 300_000],
  ])('after %i failures waits about %i ms', (attempts, ms) => {
    expect(backoff(attempts, () => 0.5)).toBe(ms);
    expect(backoff(attempts, () => 0)).toBe(Math.round(ms * 0.8));
  });

  it('takes the server clock against the middle of the exchange', () => {
    expect(clockOffset(10_000, 4_000, 6_000)).toBe(5_000);
  });

  it('leaves a clock that is nearly right alone', () => {
    expect(observedAt(0, 59_000)).toBe('1970-01-01T00:00:00.000Z');
    expect(observedAt(0, 61_000)).toBe('1970-01-01T00:01:01.000Z');
  });
});
