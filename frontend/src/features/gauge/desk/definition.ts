import type { Draft } from '@/platform/api';
import type { FeatureOf } from '@/platform/collections';
import type { Datum, GaugeProperties } from '../types';

/** Numbers that a station may have or not. */
export const FIGURES = ['warningStageMetres', 'guaranteeStageMetres', 'recordStageMetres', 'guaranteeFlow'] as const;
export const DATUMS: Datum[] = ['frozen', '1985', 'unknown'];
export type Figure = (typeof FIGURES)[number];
/** An emptied number field is an empty text. */
type Entry = number | '';

export interface ConversionRow {
  from: Datum;
  to: Datum;
  offsetMetres: Entry;
  validFrom: string;
  confidence: string;
}

/** A station's definition as the form holds it. */
export type Definition = Pick<
  GaugeProperties,
  'code' | 'name' | 'river' | 'kind' | 'inCounty' | 'thresholdDatum' | 'readingDatum'
> &
  Record<Figure, Entry> & {
    /** "lon, lat" in degrees, as typed or as picked. */
    place: string;
    intervalMinutes: Entry;
    conversions: ConversionRow[];
  };

export function read(gauge: FeatureOf<'gauges'> | null): Definition {
  const p = gauge?.properties;
  const figure = (name: Figure): Entry => p?.[name] ?? '';
  return {
    code: p?.code ?? '',
    name: p?.name ?? '',
    river: p?.river ?? '',
    kind: p?.kind ?? 'river',
    inCounty: p?.inCounty ?? true,
    place: gauge?.geometry?.type === 'Point' ? placeText(gauge.geometry.coordinates as [number, number]) : '',
    thresholdDatum: p?.thresholdDatum ?? 'frozen',
    readingDatum: p?.readingDatum ?? 'frozen',
    warningStageMetres: figure('warningStageMetres'),
    guaranteeStageMetres: figure('guaranteeStageMetres'),
    recordStageMetres: figure('recordStageMetres'),
    guaranteeFlow: figure('guaranteeFlow'),
    intervalMinutes: p?.intervalMinutes ?? 60,
    conversions: (p?.conversions ?? []).map((one) => ({ ...one, confidence: one.confidence ?? '' })),
  };
}

/** What is sent: an empty number is none, and on an edit says so. */
export function draft(form: Definition, held: FeatureOf<'gauges'> | null): Draft<object> {
  const { code, place, conversions, intervalMinutes, ...rest } = form;
  const given = FIGURES.filter((name) => form[name] !== '');
  const words = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !(FIGURES as readonly string[]).includes(name)),
  );
  const at = parsePlace(place);
  // The text is rounded to a metre; a place nobody touched is sent as it was.
  const stays = held !== null && place === read(held).place;
  return {
    geometry: stays ? held.geometry : at ? { type: 'Point', coordinates: at } : null,
    properties: {
      ...(held ? {} : { code: code.trim() }),
      ...words,
      ...Object.fromEntries(given.map((name) => [name, form[name]])),
      conversions: conversions.map((row) => ({
        ...row,
        offsetMetres: row.offsetMetres === '' ? null : row.offsetMetres,
        validFrom: row.validFrom || null,
      })),
      intervalMinutes: intervalMinutes === '' ? null : intervalMinutes,
      cleared: held ? FIGURES.filter((name) => form[name] === '') : [],
    },
  };
}

export const placeText = ([lon, lat]: readonly [number, number]) => `${lon.toFixed(5)}, ${lat.toFixed(5)}`;

/** Degrees of longitude and latitude in one line; null when they are not. */
export function parsePlace(text: string): [number, number] | null {
  const parts = text
    .trim()
    .split(/[\s,,、;;]+/)
    .map(Number);
  const [lon, lat] = parts;
  if (parts.length !== 2 || lon === undefined || lat === undefined || text.trim() === '') return null;
  return Math.abs(lon) <= 180 && Math.abs(lat) <= 90 ? [lon, lat] : null;
}
