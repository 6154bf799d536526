import { describe, expect, it } from 'vitest';
import type { IncidentProperties, TimelineEntry } from '@/features/incident/types';
import type { FieldReportProperties } from '@/features/fieldreport/types';
import type { Feature } from '@/platform/collections';
import type { Gauge } from '@/features/gauge/levels';
import { alarmsOf, firstAcknowledgements, pendingAlarms, settledBy } from './alarm';
import { lastEvents } from './events';
import { openIncidents, perHour, placeOf, summarise } from './summary';
import { IDLE_MS, STOP_MS, stepTour, tourAtStart, worstFirst, type TourState } from './tour';

const NOW = new Date(2026, 6, 22, 15, 30);
const ago = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000).toISOString();

function feature<P>(id: string, properties: P): Feature<P> {
  const geometry = { type: 'Point' as const, coordinates: [114.4, 35.5] };
  return { type: 'Feature', id, collection: 'x', version: 1, seq: 1, updated: ago(0), by: 'a', geometry, properties };
}

const incident = (id: string, p: Partial<IncidentProperties> = {}) =>
  feature(id, {
    title: `事件 ${id}`,
    kind: 'danger',
    grade: 'general',
    state: 'responding',
    source: 'phone',
    openedAt: ago(60),
    closedAt: null,
    timeline: [] as TimelineEntry[],
    townName: '新镇镇',
    villageName: '彭村',
    ...p,
  } as IncidentProperties);

const report = (id: string, p: Partial<FieldReportProperties> = {}) =>
  feature(id, {
    kind: 'danger',
    severity: 'moderate',
    state: 'received',
    receivedAt: ago(10),
    seenAt: null,
    decidedAt: null,
    townName: '新镇镇',
    villageName: '彭村',
    ...p,
  } as FieldReportProperties);

describe('the figures', () => {
  const incidents = [
    incident('1', { grade: 'major' }),
    incident('2', { grade: null, state: 'unverified' }),
    incident('3', { state: 'closed', closedAt: ago(5), openedAt: ago(60 * 30) }),
  ];
  const reports = [
    report('a', { receivedAt: ago(17), seenAt: ago(16) }),
    report('b', { receivedAt: ago(3) }),
    report('c', { state: 'rejected' }),
    report('d', { receivedAt: ago(60 * 20), state: 'accepted' }),
  ];
  const summary = summarise(incidents, reports, NOW);

  it('count open incidents by grade and state, closed ones in neither', () => {
    expect(summary.open).toBe(2);
    expect(summary.byGrade).toEqual({ extraordinary: 0, major: 1, large: 0, general: 0, none: 1 });
    expect(summary.byState).toMatchObject({ unverified: 1, responding: 1, closed: 0 });
  });
  it('count what waits, what nobody has seen, and since when the oldest waits', () => {
    expect(summary.waiting).toEqual({ count: 2, unseen: 1, oldest: ago(17) });
  });
  it('count today from midnight of this machine', () => {
    expect(summary.today).toEqual({ reports: 3, opened: 2, closed: 1 });
  });
  it('are all zero when there is nothing', () => {
    expect(summarise([], [], NOW)).toMatchObject({ open: 0, waiting: { count: 0, unseen: 0, oldest: null } });
  });
});

describe('the list', () => {
  it('is ordered by grade, then need, then newest', () => {
    const order = openIncidents([
      incident('controlled', { state: 'controlled' }),
      incident('old', { openedAt: ago(90) }),
      incident('new', { openedAt: ago(1) }),
      incident('major', { grade: 'major', state: 'controlled' }),
      incident('ungraded', { grade: null }),
      incident('gone', { state: 'closed' }),
    ]).map((f) => f.id);
    expect(order).toEqual(['major', 'new', 'old', 'controlled', 'ungraded']);
  });

  it.each([
    [{ place: '刘寨桥', townName: '新镇镇', villageName: '刘寨' }, '刘寨桥'],
    [{ townName: '新镇镇', villageName: '彭村', chainage: { at: '12+300' } }, '新镇镇彭村 12+300'],
    [{ townName: null, villageName: null }, ''],
  ])('says where in the fewest words', (p, text) => expect(placeOf(p)).toBe(text));

  it('bins times by the hour and leaves out what is older', () => {
    const bins = perHour([ago(0), ago(29), ago(31), ago(60 * 9)], NOW, 3);
    expect(bins.map((b) => b.count)).toEqual([0, 1, 2]);
  });
});

describe('the feed of events', () => {
  it('merges timelines and reports, newest first, and ends a refused report', () => {
    const events = lastEvents(
      [
        incident('i', {
          timeline: [
            { at: ago(30), by: 'a', entry: 'opened', text: '' },
            { at: ago(20), by: 'a', entry: 'state', text: '', from: 'unverified', to: 'verified' },
          ],
        }),
      ],
      [report('r', { receivedAt: ago(25), seenAt: ago(24), state: 'rejected', decidedAt: ago(10) })],
      10,
    );
    expect(events.map((e) => e.what.is)).toEqual(['rejected', 'state', 'seen', 'received', 'opened']);
    expect(new Set(events.map((e) => e.key)).size).toBe(5);
  });
});

describe('alarms', () => {
  const keys = (...args: Parameters<typeof alarmsOf>) => alarmsOf(...args).map((a) => `${a.key}:${a.tone}`);

  it('ring for a report until a duty officer has seen it', () => {
    expect(keys([], [report('r')])).toEqual(['r/report:notice']);
    expect(keys([], [report('r', { severity: 'critical' })])).toEqual(['r/report:urgent']);
    expect(keys([], [report('r', { seenAt: ago(1) })])).toEqual([]);
    expect(keys([], [report('r', { state: 'withdrawn' })])).toEqual([]);
  });
  it('ring for an incident from the phone, but not again for one from a report', () => {
    expect(keys([incident('i', { state: 'unverified' })], [])).toEqual(['i/opened:notice']);
    expect(keys([incident('i', { state: 'unverified', source: 'report' })], [])).toEqual([]);
  });
  it('ring urgently for a grave grade and for a relapse', () => {
    expect(keys([incident('i', { grade: 'major' })], [])).toEqual(['i/grade-major:urgent']);
    const timeline = [{ at: ago(1), by: 'a', entry: 'state' as const, text: '', from: 'controlled', to: 'responding' }];
    expect(keys([incident('i', { timeline })], [])).toEqual(['i/relapse-0:urgent']);
  });
  it('put the urgent before the newer', () => {
    const reports = [report('new', { receivedAt: ago(1) }), report('urgent', { severity: 'critical' })];
    expect(keys([], reports)).toEqual(['urgent/report:urgent', 'new/report:notice']);
  });
  it('are silent once acknowledged, and forget acknowledgements that are over', () => {
    const alarms = alarmsOf([], [report('a'), report('b')]);
    const { pending, keep } = pendingAlarms(alarms, new Set(['a/report', 'gone/report']));
    expect(pending.map((a) => a.key)).toEqual(['b/report']);
    expect([...keep]).toEqual(['a/report']);
  });
  it('take old incidents as known on a screen that is new', () => {
    const alarms = alarmsOf([incident('i', { grade: 'major' })], [report('r')]);
    expect(pendingAlarms(alarms, firstAcknowledgements(alarms)).pending.map((a) => a.key)).toEqual(['r/report']);
  });
});

describe('the tour', () => {
  const tick = (state: TourState, now: number, calm = true, stops = 3) =>
    stepTour(state, { type: 'tick', stops, calm }, now);

  it('begins after a while without a touch and goes round', () => {
    let [state, move] = tick(tourAtStart(0), IDLE_MS - 1);
    expect(move).toBeNull();
    const seen: unknown[] = [];
    for (let now = IDLE_MS, i = 0; i < 4; i++, now += STOP_MS) {
      [state, move] = tick(state, now);
      seen.push(move);
      expect(tick(state, now + STOP_MS - 1)[1]).toBeNull();
    }
    expect(seen).toEqual([0, 1, 2, 0].map((index) => ({ go: 'stop', index })));
  });
  it('stops at a touch and leaves the view where it is', () => {
    const [state, move] = stepTour({ mode: 'tour', index: 1, since: 0 }, { type: 'touch' }, 5);
    expect([state.mode, move]).toEqual(['hand', null]);
    expect(tick(state, 5 + IDLE_MS)[1]).toEqual({ go: 'stop', index: 0 });
  });
  it('gives way to the whole county when something happens, and waits until it is over', () => {
    const [home, move] = tick({ mode: 'tour', index: 2, since: 0 }, 100, false);
    expect(move).toEqual({ go: 'home' });
    const [later] = tick(home, 10 * IDLE_MS, false);
    expect(tick(later, 10 * IDLE_MS + IDLE_MS - 1)[1]).toBeNull();
  });
  it('never takes away a view that somebody chose', () => {
    const [state, move] = tick({ mode: 'hand', index: 0, since: 0 }, 100, false);
    expect([state.mode, move]).toEqual(['hand', null]);
  });
  it('returns to the whole county when there is nothing to tour', () => {
    expect(tick({ mode: 'hand', index: 0, since: 0 }, IDLE_MS, true, 1)[1]).toEqual({ go: 'home' });
    expect(tick(tourAtStart(0), IDLE_MS, true, 1)[1]).toBeNull();
  });
});

describe('water that has risen', () => {
  const gauge = (state: string) =>
    feature('g', { name: '淇门', river: '卫河', state, stateSince: ago(1) } as unknown as Gauge['properties']) as Gauge;
  const area = (state: string) =>
    feature('a', { name: '长虹渠', kind: 'detention', state, stateSince: ago(1) }) as never;
  const ringing = (g: string, known: string[]) =>
    pendingAlarms(alarmsOf([], [], [gauge(g)]), new Set(known)).pending.map((a) => a.what);

  it.each([
    ['normal', [], []],
    ['above-warning', [], []],
    ['above-guarantee', [], ['guarantee']],
    ['above-guarantee', ['g/guarantee'], []],
    ['above-record', ['g/guarantee'], ['record']],
    ['above-record', ['g/guarantee', 'g/record'], []],
    ['missing', [], []],
  ])('%s with %j acknowledged rings %j', (state, known, rings) => expect(ringing(state, known)).toEqual(rings));

  it('does not ring again on its way down from the record, but when it rises anew', () => {
    const known = new Set(settledBy(alarmsOf([], [], [gauge('above-record')])[0]!));
    const falling = pendingAlarms(alarmsOf([], [], [gauge('above-guarantee')]), known);
    expect(falling.pending).toEqual([]);
    const low = pendingAlarms(alarmsOf([], [], [gauge('above-warning')]), falling.keep);
    expect(pendingAlarms(alarmsOf([], [], [gauge('above-guarantee')]), low.keep).pending).toHaveLength(1);
  });

  it('rings for a detention area only when it takes water', () => {
    expect(['prepare', 'clear', 'flood', 'drain'].map((s) => alarmsOf([], [], [], [area(s)]).length)).toEqual([
      0, 0, 1, 0,
    ]);
  });

  it('leads the tour', () => {
    const reaches = [
      { n: 'a', rank: 0 },
      { n: 'b', rank: 3 },
      { n: 'c', rank: 0 },
      { n: 'd', rank: 4 },
    ];
    expect(worstFirst(reaches).map((r) => r.n)).toEqual(['d', 'b', 'a', 'c']);
  });
});
