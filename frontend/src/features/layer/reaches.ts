import type { Map as MapLibre } from 'maplibre-gl';

/** A named river as far as the map has it loaded: all its points, enough to fit a view. */
export interface Reach {
  name: string;
  points: [number, number][];
}

/** The rivers of the `rivers` layer by name, from the tiles that are loaded; ditches are left out. */
export function riverReaches(map: MapLibre): Reach[] {
  if (!map.getSource('rivers')) return [];
  const byName = new Map<string, [number, number][]>();
  for (const feature of map.querySourceFeatures('rivers', { sourceLayer: 'rivers' })) {
    const name = String(feature.properties?.name ?? '');
    if (!name) continue;
    const points = byName.get(name) ?? [];
    if (feature.geometry.type === 'LineString') points.push(...(feature.geometry.coordinates as [number, number][]));
    if (feature.geometry.type === 'MultiLineString')
      points.push(...(feature.geometry.coordinates.flat() as [number, number][]));
    byName.set(name, points);
  }
  return [...byName].map(([name, points]) => ({ name, points })).sort((a, b) => b.points.length - a.points.length);
}
