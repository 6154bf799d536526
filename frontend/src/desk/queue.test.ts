import { describe, expect, it } from 'vitest';
import type { FieldReportProperties } from '@/features/fieldreport/types';
import type { IncidentProperties } from '@/features/incident/types';
import {
  alarming,
  doneItems,
  NO_FILTERS,
  openIncidents,
  patience,
  waitingReports,
  type Incident,
  type Report,
} from './queue';

const base = { type: 'Feature' as const, version: 1, seq: 1, by: 'duty1', geometry: null };

const report = (id: string, properties: Partial<FieldReportProperties>): Report =>
  ({
    ...base,
    id,
    collection: 'fieldreports',
    updated: `2026-07-22T10:0${id.length}:00Z`,
    properties: {
      kind: 'danger',
      severity: 'moderate',
      state: 'received',
      text: '',
      receivedAt: '2026-07-22T10:00:00Z',
      seenAt: null,
      reporter: { id: 'x', name: '' },
      ...properties,
    },
  }) as Report;

const incident = (id: string, properties: Partial<IncidentProperties>): Incident =>
  ({
    ...base,
    id,
    collection: 'incidents',
    updated: '2026-07-22T11:00:00Z',
    properties: {
      kind: 'danger',
      severity: 'major',
      state: 'verified',
      grade: null,
      number: id,
      openedAt: id,
      ...properties,
    },
  }) as Incident;

const ids = (features: { id: string }[]) => features.map((f) => f.id);

describe('the queue', () => {
  it('puts the worst report first and then the one that has waited longest', () => {
    const reports = [
      report('late', { receivedAt: '2026-07-22T10:05:00Z' }),
      report('early', { receivedAt: '2026-07-22T10:01:00Z' }),
      report('worst', { severity: 'critical', receivedAt: '2026-07-22T10:09:00Z' }),
      report('gone', { state: 'rejected' }),
    ];
    expect(ids(waitingReports(reports, NO_FILTERS))).toEqual(['worst', 'early', 'late']);
    expect(ids(doneItems(reports, [], NO_FILTERS))).toEqual(['gone']);
  });

  it('filters by kind, least severity and words of the place', () => {
    const reports = [report('a', { villageName: '彭村' }), report('b', { kind: 'flood', severity: 'major' })];
    expect(ids(waitingReports(reports, { ...NO_FILTERS, text: '彭' }))).toEqual(['a']);
    expect(ids(waitingReports(reports, { ...NO_FILTERS, kind: 'flood' }))).toEqual(['b']);
    expect(ids(waitingReports(reports, { ...NO_FILTERS, severity: 'major' }))).toEqual(['b']);
  });

  it('finds a report without a text by what it is about, in both languages', () => {
    const reports = [report('a', { danger: 'breach' }), report('b', { kind: 'flood', text: '漫过桥面' })];
    for (const typed of ['决口', 'breach', '险情']) {
      expect(ids(waitingReports(reports, { ...NO_FILTERS, text: typed }))).toEqual(['a']);
    }
    expect(ids(waitingReports(reports, { ...NO_FILTERS, text: '汛情' }))).toEqual(['b']);
  });

  it('orders incidents by grade, then by what needs a person', () => {
    const incidents = [
      incident('1', { state: 'controlled' }),
      incident('2', { state: 'unverified' }),
      incident('3', { grade: 'major', state: 'controlled' }),
      incident('4', { state: 'closed' }),
    ];
    expect(ids(openIncidents(incidents, NO_FILTERS))).toEqual(['3', '2', '1']);
  });

  it.each([
    ['critical', 1, 'calm'],
    ['critical', 2, 'late'],
    ['critical', 4, 'overdue'],
    ['minor', 29, 'calm'],
    ['minor', 60, 'overdue'],
  ] as const)('a %s report after %i minutes is %s', (severity, minutes, expected) => {
    expect(patience(severity, minutes * 60_000)).toBe(expected);
  });

  it('sounds for unseen bad reports and any breach', () => {
    const reports = [
      report('breach', { danger: 'breach', severity: 'minor' }),
      report('seen', { severity: 'critical', seenAt: '2026-07-22T10:00:00Z' }),
      report('mild', {}),
      report('bad', { severity: 'major' }),
    ];
    expect(ids(alarming(reports))).toEqual(['breach', 'bad']);
  });
});
