import { prewarm } from 'maplibre-gl';
import { persist, place, type CountyInfo, type LayerInfo } from '../api';

/** What a map is drawn upon. */
export interface Ground {
  county: CountyInfo;
  layers: LayerInfo[];
}

let asked: Promise<Ground> | null = null;

/** Asked for once a page, early by a page whose map comes later; `watchLayers` sees what is edited afterwards. */
export function ground(stop?: () => boolean): Promise<Ground> {
  const call = async () => {
    const [county, layers] = await Promise.all([place.county(), place.layers()]);
    return { county, layers };
  };
  if (!asked) {
    // The map's worker and its script come meanwhile.
    prewarm();
    asked = persist(call, stop).catch((cause: unknown) => {
      asked = null;
      throw cause;
    });
  }
  return asked;
}
