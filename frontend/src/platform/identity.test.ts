// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, type EffectScope } from 'vue';
import { credentials } from './api';
import { useIdentity } from './identity';

const ME = { id: 'v', name: 'v', displayName: '大屏', role: 'viewer', units: [], kind: 'viewer', expiresAt: null };

/** What the server says per path; `null` is a server that cannot be reached. */
type Script = Record<string, { status: number; body: unknown } | null>;
let script: Script;
let asked: { path: string; authorization: string | null }[];
let scope: EffectScope;

const problem = (status: number, code: string) => ({ status, body: { status, code, detail: code } });

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  credentials.use('test');
  location.hash = '';
  asked = [];
  scope = effectScope();
  vi.stubGlobal('fetch', async (path: string, init: RequestInit) => {
    asked.push({ path, authorization: new Headers(init.headers).get('Authorization') });
    const answer = script[path];
    if (!answer) throw new TypeError('unreachable');
    const headers = { 'Content-Type': answer.status < 400 ? 'application/json' : 'application/problem+json' };
    return new Response(JSON.stringify(answer.body), { status: answer.status, headers });
  });
});
afterEach(() => {
  scope.stop();
  credentials.forget();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const start = async (): Promise<ReturnType<typeof useIdentity>> => {
  const identity = scope.run(() => useIdentity({ device: () => 'test' }))!;
  await identity.check();
  return identity;
};

describe('a page that starts', () => {
  it('joins by the code in its address, keeps the token and shows the code no more', async () => {
    location.hash = '#join=abc';
    script = { '/api/device-links/join': { status: 200, body: { token: 'T1', me: ME } } };
    const identity = await start();
    expect(identity.state.value).toBe('in');
    expect(credentials.token()).toBe('T1');
    expect(location.hash).toBe('');
  });

  it('comes in with the token it holds although the link in its bookmark has been used', async () => {
    credentials.keep('T0');
    location.hash = '#join=used';
    script = { '/api/device-links/join': problem(410, 'link-used'), '/api/me': { status: 200, body: ME } };
    expect((await start()).state.value).toBe('in');
    expect(asked).toEqual([
      { path: '/api/device-links/join', authorization: null },
      { path: '/api/me', authorization: 'Bearer T0' },
    ]);
  });

  it('says that the link was used when it holds nothing else', async () => {
    location.hash = '#join=used';
    script = { '/api/device-links/join': problem(410, 'link-used'), '/api/me': problem(401, 'unauthorized') };
    const identity = await start();
    expect(identity.state.value).toBe('out');
    expect(identity.problem.value?.code).toBe('link-used');
  });

  it('waits for a server that is not up yet and then still has its code', async () => {
    location.hash = '#join=abc';
    script = { '/api/device-links/join': null };
    const identity = await start();
    expect(identity.state.value).toBe('unreachable');
    script = { '/api/device-links/join': { status: 200, body: { token: 'T1', me: ME } } };
    await vi.advanceTimersByTimeAsync(5_000);
    expect(identity.state.value).toBe('in');
  });

  it('asks for a person when nobody is logged in, and does not ask the server again and again', async () => {
    script = { '/api/me': problem(401, 'unauthorized') };
    const identity = await start();
    expect(identity.state.value).toBe('out');
    await vi.advanceTimersByTimeAsync(300_000);
    expect(asked).toHaveLength(1);
  });

  it('keeps a refused token and tries it again later, since the server may have been restored', async () => {
    credentials.keep('T0');
    script = { '/api/me': problem(401, 'unauthorized') };
    const identity = await start();
    script = { '/api/me': { status: 200, body: ME } };
    await vi.advanceTimersByTimeAsync(61_000);
    expect(identity.state.value).toBe('in');
  });
});
