// @vitest-environment happy-dom
import 'fake-indexeddb/auto';
import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useOutbox } from '@/features/fieldreport/outbox/outbox';
import { ApiProblem, credentials, session, type Me } from '@/platform/api';
import { useWho } from './who';

const person = (id: string, displayName = id) => ({ id, displayName, role: 'field' }) as Me;
const asked = vi.spyOn(session, 'me');

function phone(kept: Me | null) {
  if (kept) localStorage.setItem('anlan.field.me', JSON.stringify(kept));
  setActivePinia(createPinia());
  return useWho();
}

beforeEach(() => {
  localStorage.clear();
  location.hash = '';
});

describe('who is at the phone', () => {
  it('is who was here last, at once, while the server is still asked', async () => {
    let answer: (who: Me) => void = () => undefined;
    asked.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)));
    const who = phone(person('x', '巡堤 2 组'));
    const begun = who.begin();
    expect([who.me?.id, who.starting, who.needsJoin]).toEqual(['x', false, false]);
    answer(person('x', '巡堤 3 组'));
    await begun;
    expect(who.me?.displayName).toBe('巡堤 3 组');
    expect(JSON.parse(localStorage.getItem('anlan.field.me')!).displayName).toBe('巡堤 3 组');
  });

  it.each([0, 500, 503])('stays so when the server answers %i', async (status) => {
    asked.mockRejectedValueOnce(new ApiProblem(status, {}));
    const who = phone(person('x'));
    await who.begin();
    expect([who.needsJoin, useOutbox().signedOut]).toEqual([false, false]);
  });

  it('is signed out by a 401 alone, and in again by an answer alone', async () => {
    const refused = new ApiProblem(401, {});
    asked.mockImplementationOnce(() => {
      credentials.refused(refused);
      return Promise.reject(refused);
    });
    const who = phone(person('x'));
    await who.begin();
    expect([who.needsJoin, useOutbox().signedOut]).toEqual([false, true]);
    asked.mockRejectedValueOnce(new ApiProblem(0, {}));
    await who.check();
    expect(useOutbox().signedOut).toBe(true);
    asked.mockResolvedValueOnce(person('x'));
    await who.check();
    expect(useOutbox().signedOut).toBe(false);
  });

  it('may be another one by now, and the name of the one before is still known', async () => {
    asked.mockResolvedValueOnce(person('y', '李'));
    const who = phone(person('x', '王'));
    await who.begin();
    expect(who.me?.id).toBe('y');
    expect(phone(null).names).toEqual({ x: '王', y: '李' });
  });

  it('is nobody on a phone that knows nobody, and on one that scanned a new code until that is exchanged', async () => {
    asked.mockRejectedValueOnce(new ApiProblem(401, {}));
    const unknown = phone(null);
    await unknown.begin();
    expect([unknown.needsJoin, unknown.starting]).toEqual([true, false]);
    location.hash = '#join=abc';
    const who = phone(person('x'));
    await who.begin();
    expect([who.joinCode, who.needsJoin]).toEqual(['abc', true]);
    who.enter(person('y'));
    expect([who.me?.id, who.needsJoin]).toEqual(['y', false]);
  });
});
