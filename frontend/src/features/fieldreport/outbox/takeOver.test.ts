import { describe, expect, it } from 'vitest';
import { inNameOf, leftBy } from './takeOver';
import type { OutboxReport } from './types';

const body = (id?: string) => ({ geometry: null, properties: { text: '浑水', ...(id && { id }) } });

function report(change: Partial<Record<keyof OutboxReport, unknown>>): OutboxReport {
  const whole = { key: 'k', account: 'x', state: 'waiting', photos: [], frozen: null, serverId: null, attempts: 3 };
  return { ...whole, draft: body(), nextTryAt: 9, ...change } as unknown as OutboxReport;
}
const waits = [{ n: 1, state: 'waiting' }];
const stored = [{ n: 1, state: 'stored' }];

describe('what others left on this phone', () => {
  it('is counted by who wrote it, without mine and without what has wholly arrived', () => {
    const all = [
      report({}),
      report({ state: 'refused' }),
      report({ state: 'received', photos: waits }),
      report({ state: 'received', photos: stored }),
      report({ account: 'y' }),
      report({ account: 'me' }),
    ];
    expect(leftBy(all, 'me')).toEqual([
      { account: 'x', n: 3 },
      { account: 'y', n: 1 },
    ]);
  });

  it.each([
    ['never tried', {}, 'waiting', null],
    ['tried', { frozen: body('k') }, 'waiting', 'k'],
    ['tried before reports had ids', { frozen: body() }, 'waiting', 'k'],
    [
      'arrived without its photo',
      { frozen: body('k'), serverId: 'k', state: 'received', photos: waits },
      'waiting',
      'k',
    ],
    ['arrived under an id of the server', { frozen: body(), serverId: 's', state: 'received' }, 'waiting', 's'],
    ['refused', { frozen: body('k'), state: 'refused' }, 'refused', 'k'],
  ])('%s, it is the same report in another name', (_, change, state, id) => {
    const taken = inNameOf('me', report(change));
    expect(taken).toMatchObject({ key: 'k', account: 'me', state, attempts: 0, nextTryAt: 0 });
    expect(taken.frozen?.properties.id ?? null).toBe(id);
  });
});
