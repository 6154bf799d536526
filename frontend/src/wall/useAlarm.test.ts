// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { effectScope, nextTick, ref, shallowRef, type EffectScope } from 'vue';
import { useSpace } from '@/platform/space';
import type { Incident, Report } from './summary';
import { useAlarm } from './useAlarm';

const report = (id: string, seenAt: string | null = null) =>
  ({ id, properties: { state: 'received', severity: 'minor', seenAt, receivedAt: '2026-07-22T00:00:00Z' } }) as Report;
const grave = (id: string) =>
  ({
    id,
    properties: {
      state: 'responding',
      grade: 'major',
      source: 'report',
      openedAt: '2026-07-22T00:00:00Z',
      timeline: [],
    },
  }) as unknown as Incident;

vi.mock('@/platform/space');

let scope: EffectScope;
const incidents = shallowRef<Incident[]>([]);
const reports = shallowRef<Report[]>([]);
const ready = ref(false);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  vi.mocked(useSpace).mockReturnValue({ id: 'live', isDrill: false });
  incidents.value = [];
  reports.value = [];
  ready.value = false;
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

function page() {
  scope?.stop();
  scope = effectScope();
  const alarm = scope.run(() => useAlarm(incidents, reports, ready))!;
  return { ...alarm, keys: () => alarm.pending.value.map((a) => a.key) };
}

describe('the alarm of a screen', () => {
  it('rings for what happens after a first quiet load, grave grades included', async () => {
    const alarm = page();
    ready.value = true;
    await nextTick();
    incidents.value = [grave('i')];
    await nextTick();
    expect(alarm.keys()).toEqual(['i/grade-major']);
  });

  it('takes the incidents of its first load as known, but not reports that nobody saw', async () => {
    incidents.value = [grave('i')];
    reports.value = [report('r'), report('seen', '2026-07-22T00:01:00Z')];
    const alarm = page();
    ready.value = true;
    await nextTick();
    expect(alarm.keys()).toEqual(['r/report']);
  });

  it('stays acknowledged over a reload, and rings for what came meanwhile', async () => {
    const first = page();
    ready.value = true;
    reports.value = [report('a')];
    await nextTick();
    first.acknowledge();
    expect(first.keys()).toEqual([]);

    ready.value = false;
    reports.value = [];
    const second = page();
    incidents.value = [grave('i')];
    reports.value = [report('a'), report('b')];
    ready.value = true;
    await nextTick();
    expect(second.keys()).toEqual(['i/grade-major', 'b/report']);
  });

  it('rings in the live space for what was acknowledged in a drill', async () => {
    vi.mocked(useSpace).mockReturnValue({ id: 'drill-a', isDrill: true });
    reports.value = [report('a')];
    ready.value = true;
    page().acknowledge();
    vi.mocked(useSpace).mockReturnValue({ id: 'live', isDrill: false });
    expect(page().keys()).toEqual(['a/report']);
    vi.mocked(useSpace).mockReturnValue({ id: 'drill-a', isDrill: true });
    expect(page().keys()).toEqual([]);
  });

  it('keeps its acknowledgements while the picture is being fetched', async () => {
    const alarm = page();
    ready.value = true;
    reports.value = [report('a')];
    await nextTick();
    alarm.acknowledge();
    ready.value = false;
    reports.value = [];
    await nextTick();
    reports.value = [report('a')];
    ready.value = true;
    await nextTick();
    expect(alarm.keys()).toEqual([]);
  });
});
