import { onScopeDispose, ref } from 'vue';

export interface Fix {
  at: [number, number];
  accuracyMetres: number;
}

export type PositionState = 'asking' | 'found' | 'denied' | 'unavailable';

/** Follows the phone's position while the component lives and keeps the best fix of the last half minute. */
export function usePosition() {
  const fix = ref<Fix | null>(null);
  const state = ref<PositionState>('asking');
  let fixedAt = 0;
  if (!globalThis.isSecureContext || !navigator.geolocation) {
    state.value = 'unavailable';
    return { fix, state };
  }
  const watch = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      const better = !fix.value || coords.accuracy <= fix.value.accuracyMetres || timestamp - fixedAt > 30_000;
      if (!better) return;
      fix.value = { at: [coords.longitude, coords.latitude], accuracyMetres: Math.round(coords.accuracy) };
      fixedAt = timestamp;
      state.value = 'found';
    },
    (error) => {
      if (!fix.value) state.value = error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable';
    },
    { enableHighAccuracy: true, maximumAge: 10_000, timeout: 20_000 },
  );
  onScopeDispose(() => navigator.geolocation.clearWatch(watch));
  return { fix, state };
}
