// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { incidentOverlay } from '@/features/incident/map';
import { reportOverlay } from '@/features/fieldreport/map';
import { areaOverlay, villageOverlay } from '@/features/unit/map';
import type { LayerInfo } from '../api';
import type { Feature } from '../collections';
import { toGeoJson } from './overlay';
import { baseStyle } from './style';
import { parseSymbol, symbolName } from './symbols';
import { darkTheme, lightTheme } from './theme';
import { validateStyleMin } from '@maplibre/maplibre-gl-style-spec';

const layer = (id: string): LayerInfo => ({
  id,
  title: id,
  titleEn: id,
  geometry: 'line',
  minZoom: 0,
  maxZoom: 14,
  accuracy: '',
  source: '',
  version: '1',
});
const LAYERS = ['county', 'towns', 'rivers', 'roads'].map(layer);

describe.each([darkTheme, lightTheme])('the $name style', (theme) => {
  it('is valid, with and without the reference layers', () => {
    expect(validateStyleMin(baseStyle(theme, LAYERS))).toEqual([]);
    const bare = baseStyle(theme, []);
    expect(validateStyleMin(bare)).toEqual([]);
    expect(bare.layers.map((l) => l.id)).toEqual(['background']);
  });

  it('asks nobody but this server', () => {
    const urls = JSON.stringify(baseStyle(theme, LAYERS)).match(/https?:\/\/[^"]*/g) ?? [];
    expect(urls.filter((url) => !url.startsWith(location.origin))).toEqual([]);
  });

  it.each([incidentOverlay, reportOverlay, areaOverlay, villageOverlay])('carries a valid overlay: $id', (overlay) => {
    const style = baseStyle(theme, LAYERS);
    style.sources.data = { type: 'geojson', data: { type: 'FeatureCollection', features: [] }, cluster: true };
    style.layers.push(...overlay.layers(theme, 'data', 1.5).map((l) => l.layer));
    expect(validateStyleMin(style)).toEqual([]);
    expect(overlay.layers(theme, 'data', 1).every((l) => l.layer.id.startsWith(overlay.id))).toBe(true);
  });
});

describe('symbols', () => {
  it('say everything in their name', () => {
    expect(parseSymbol(symbolName('triangle', 'hollow', 'red'))).toEqual({
      shape: 'triangle',
      fill: 'hollow',
      tone: 'red',
    });
    expect(parseSymbol('sym/star/hollow/red')).toBeNull();
    expect(parseSymbol('hatch/ffffff')).toBeNull();
  });

  it('leave out what has no place and what is over', () => {
    const incident = (id: string, state: string, geometry: Feature['geometry']) =>
      ({ id, geometry, properties: { kind: 'danger', state, grade: 'major', title: id } }) as unknown as Feature;
    const point = { type: 'Point' as const, coordinates: [114, 35] };
    const shown = toGeoJson(incidentOverlay, [
      incident('here', 'responding', point),
      incident('nowhere', 'responding', null),
      incident('closed', 'closed', point),
    ]);
    expect(shown.features.map((f) => f.properties)).toEqual([
      { id: 'here', icon: 'sym/triangle/solid/orange', title: 'here', rank: 3 },
    ]);
  });
});
