import { send } from '@/platform/api';
import type { River } from '../gauge/riverStates';

interface Items {
  features: {
    geometry: { type: string; coordinates: unknown } | null;
    properties: { name?: string | null };
  }[];
}

/** The named rivers with their whole lines, from the layer's own service. */
export async function rivers(): Promise<River[]> {
  const query = { limit: 10_000 };
  const { body } = await send<Items>('GET', '/ogc/live/collections/layer_rivers/items', { query });
  return body.features.flatMap(({ geometry, properties }) => {
    if (!geometry || !properties.name) return [];
    const lines = geometry.type === 'MultiLineString' ? geometry.coordinates : [geometry.coordinates];
    return [{ name: properties.name, lines: lines as River['lines'] }];
  });
}
