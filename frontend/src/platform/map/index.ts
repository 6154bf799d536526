export { default as MapView } from './MapView.vue';
export { MapController, type Padding, type Picked } from './controller';
export { clusterLayers, defineOverlay, rankColour, type AnyOverlay, type Overlay, type OverlayLayer } from './overlay';
export { default as SymbolIcon } from './SymbolIcon.vue';
export { hatchName, KIND_SHAPE, symbolName, type Fill, type Shape } from './symbols';
export { kmBetween, placeOf, type Position } from './place';
export { LABEL_FONT, LABEL_FONT_STRONG } from './fonts';
export type { MapTheme, MapTone } from './theme';
export { ground } from './ground';
