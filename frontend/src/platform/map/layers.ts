import type { LayerInfo } from '../api';

/** How often a page asks whether a reference layer was edited, milliseconds. */
const LOOK_MS = 30_000;

/**
 * Asks now and then, and on `look`, for the layers' versions and names those that have another than when last seen. An
 * answer that does not come is waited for at the next look.
 */
export function watchLayers(
  first: LayerInfo[],
  fetch: () => Promise<LayerInfo[]>,
  changed: (ids: string[]) => void,
): { look: () => Promise<void>; stop: () => void } {
  const seen = new Map(first.map((layer) => [layer.id, layer.version]));
  let asking = false;
  let stopped = false;
  const look = async () => {
    if (asking || stopped) return;
    asking = true;
    try {
      const now = await fetch();
      const moved = now.filter((layer) => seen.get(layer.id) !== layer.version);
      moved.forEach((layer) => seen.set(layer.id, layer.version));
      if (moved.length && !stopped) changed(moved.map((layer) => layer.id));
    } catch {
      // The truth line says that the server is away.
    } finally {
      asking = false;
    }
  };
  const timer = setInterval(() => void look(), LOOK_MS);
  return {
    look,
    stop: () => {
      stopped = true;
      clearInterval(timer);
    },
  };
}
