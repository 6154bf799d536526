// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { createPinia, setActivePinia } from 'pinia';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useOutbox } from './outbox';
import { OutboxStore } from './store';
import type { ReportInput } from './types';

const DRAFT = {
  geometry: { type: 'Point' as const, coordinates: [114.368, 35.522] },
  properties: { kind: 'flood', severity: 'major', text: '积水', observedAt: '', photos: [] } as unknown as ReportInput,
};
const json = (body: object, status = 200) => new Response(JSON.stringify(body), { status });

/** Every id that was sent, by who sent it last. */
const sent = new Map<string, string>();
let answer: (body: { properties: ReportInput }) => Response;
let me = '';

function page() {
  setActivePinia(createPinia());
  return useOutbox();
}

async function begin(outbox: ReturnType<typeof useOutbox>, account: string): Promise<void> {
  me = account;
  await outbox.start(account);
  await vi.waitFor(() => expect(outbox.sending).toBe(false));
}

beforeEach(async () => {
  const store = new OutboxStore();
  for (const { key } of await store.list()) await store.remove(key);
  sent.clear();
  answer = ({ properties }) => {
    sent.set(properties.id!, me);
    return json({ id: properties.id, properties: { receivedAt: '2026-07-22T10:00:00Z' } }, 201);
  };
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) =>
    url === '/healthz' ? json({ now: new Date().toISOString() }) : answer(JSON.parse(String(init.body))),
  );
});
afterEach(() => vi.restoreAllMocks());

describe('the queue of the page', () => {
  it('stays signed out while nothing waits, until the server answers', async () => {
    const outbox = page();
    await begin(outbox, 'x');
    outbox.signedOut = true;
    await outbox.flushNow(true);
    expect(outbox.signedOut).toBe(true);
    await outbox.add(DRAFT, []);
    await vi.waitFor(() => expect(outbox.signedOut).toBe(false));
  });

  it('shows what another person left here and sends it once, in the name of who takes it over', async () => {
    const before = page();
    await begin(before, 'x');
    answer = ({ properties }) => {
      sent.set(properties.id!, me);
      return json({ code: 'busy' }, 503);
    };
    const key = await before.add(DRAFT, []);
    await vi.waitFor(() => expect(before.reports[0]?.attempts).toBe(1));
    answer = ({ properties }) => {
      sent.set(properties.id!, me);
      return json({ id: properties.id, properties: {} }, 201);
    };
    const outbox = page();
    await begin(outbox, 'y');
    expect([outbox.waiting, outbox.left]).toEqual([0, [{ account: 'x', n: 1 }]]);
    await outbox.takeOver('x');
    await vi.waitFor(() => expect(outbox.reports.map((one) => one.state)).toEqual(['received']));
    expect(outbox.left).toEqual([]);
    expect([...sent]).toEqual([[key, 'y']]);
  });

  it('says that the disk is full and comes back by itself', async () => {
    const outbox = page();
    await begin(outbox, 'x');
    const timers = vi.spyOn(globalThis, 'setTimeout');
    vi.spyOn(OutboxStore.prototype, 'list').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    await outbox.flushNow(true);
    expect([outbox.diskFull, outbox.sending]).toEqual([true, false]);
    expect(timers.mock.calls.map(([, ms]) => ms)).toContain(15_000);
  });
});
