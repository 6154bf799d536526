import { describe, expect, it } from 'vitest';
import { outboxReport } from '../outbox/report';
import { emptyForm, formOf, inputOf, type ReportForm } from './form';

const NOW = Date.parse('2026-07-22T10:00:00Z');
const photo = new Blob(['photo'], { type: 'image/jpeg' });
const whole: ReportForm = {
  ...emptyForm(),
  about: { kind: 'danger', danger: 'breach' },
  severity: 'critical',
  place: { at: [114.368, 35.522], positionSource: 'gps', accuracyMetres: 12 },
};

describe('the form of a report', () => {
  it.each([
    ['nothing', {}, false],
    ['what', { place: null }, false],
    ['where', { about: null }, false],
    ['what and where', {}, true],
  ])('with %s is ready to send: %s', (said, change, ready) => {
    const form = said === 'nothing' ? emptyForm() : { ...whole, ...change };
    expect(inputOf(form, NOW) !== null).toBe(ready);
  });

  it('sends what was tapped, with no text, no photo and the time of sending', () => {
    expect(inputOf(whole, NOW)).toEqual({
      geometry: { type: 'Point', coordinates: [114.368, 35.522] },
      properties: {
        kind: 'danger',
        danger: 'breach',
        severity: 'critical',
        text: '',
        photos: [],
        observedAt: '2026-07-22T10:00:00.000Z',
        positionSource: 'gps',
        accuracyMetres: 12,
      },
    });
  });

  it('sends the time it was seen when that was earlier', () => {
    expect(inputOf({ ...whole, seenAt: NOW - 3_600_000 }, NOW)?.properties.observedAt).toBe('2026-07-22T09:00:00.000Z');
  });

  it('sends nothing of what only the person reads', () => {
    const place = {
      at: [114, 35] as [number, number],
      note: '柳庄村',
      positionSource: 'village' as const,
      village: '4',
    };
    const sent = inputOf({ ...whole, place, photoPosition: [1, 2] }, NOW)!.properties;
    expect(Object.keys(JSON.parse(JSON.stringify(sent))).sort()).toEqual(
      ['danger', 'kind', 'observedAt', 'photos', 'positionSource', 'severity', 'text', 'village'].sort(),
    );
  });

  it('comes back from the queue as it was written', () => {
    const form = { ...whole, text: '水很急', media: [photo] };
    const report = outboxReport('key', 'me', inputOf(form, NOW)!, form.media, NOW);
    expect(formOf(report, form.media)).toEqual({ ...form, seenAt: NOW });
  });
});
