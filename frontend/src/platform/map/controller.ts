import {
  LngLatBounds,
  Map as MapLibre,
  Marker,
  setWorkerUrl,
  type GeoJSONSource,
  type MapMouseEvent,
} from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { credentials, type CountyInfo, type LayerInfo } from '../api';
import type { Feature } from '../collections';
import { toGeoJson, type AnyOverlay } from './overlay';
import { BELOW_WATER, baseStyle, stretchLayers, type Stretch } from './style';
import { drawFlow, drawHatch, drawSymbol } from './symbols';
import { themeOf, type MapTheme, type MapTone } from './theme';

setWorkerUrl(workerUrl);

export interface Padding {
  top: number;
  right: number;
  bottom: number;
  left: number;
}

export interface MapOptions {
  theme: 'dark' | 'light';
  county: CountyInfo;
  layers: LayerInfo[];
  overlays: AnyOverlay[];
  /** Size of symbols and labels against a desk; a wall uses about 1.5. */
  scale: number;
  english: boolean;
  padding: Padding;
  interactive: boolean;
}

export interface Picked {
  collection: string;
  id: string;
}

/** Owns the MapLibre map of a page: base style, overlays, picking, rings. Positions are EPSG:4490 lon/lat. */
export class MapController {
  readonly map: MapLibre;
  onPick: (picked: Picked | null, at: [number, number]) => void = () => undefined;
  private theme: MapTheme;
  private readonly data = new Map<string, GeoJSON.FeatureCollection>();
  private selection: [number, number] | null = null;
  private styled = false;
  private lines: readonly Stretch[] = [];
  /** Sources of which a tile could not be loaded. */
  private readonly broken = new Set<string>();

  constructor(
    container: HTMLElement,
    private readonly options: MapOptions,
  ) {
    this.theme = themeOf(options.theme);
    this.map = new MapLibre({
      container,
      style: this.baseStyle(),
      bounds: options.county.bounds,
      fitBoundsOptions: { padding: options.padding },
      interactive: options.interactive,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 17,
      minZoom: 6,
      fadeDuration: 150,
      transformRequest: (url) => ({ url, headers: authorization(url) }),
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.setMissingStyleImageResolver((id) => this.addImage(id));
    this.map.on('style.load', () => this.dress());
    // For the browser's performance tools and ./anlan bench: all that is in view has been drawn for the first time.
    this.map.once('load', () => performance.mark('map-drawn'));
    this.map.on('error', (event) => {
      const source = (event as { sourceId?: string }).sourceId;
      if (source) this.broken.add(source);
    });
    this.map.on('click', (event) => this.pick(event));
    this.map.on('mousemove', (event) => this.hover(event));
  }

  /** Theme and language of the labels; the data stays. */
  restyle(theme: 'dark' | 'light', english: boolean): void {
    if (theme === this.theme.name && english === this.options.english) return;
    this.theme = themeOf(theme);
    this.options.english = english;
    this.styled = false;
    this.map.setStyle(this.baseStyle(), { diff: false });
  }

  private baseStyle() {
    const { layers, scale, english } = this.options;
    return baseStyle(this.theme, layers, scale, english);
  }

  /** Asks again for tiles that failed. */
  recover(): void {
    for (const source of this.broken) if (this.map.getSource(source)) this.map.refreshTiles(source);
    this.broken.clear();
  }

  /** These layers were edited: asks for their tiles again; what is shown stays until they are there. */
  refresh(layers: string[]): void {
    for (const layer of layers) if (this.map.getSource(layer)) this.map.refreshTiles(layer);
  }

  setFeatures(overlay: AnyOverlay, features: Feature[]): void {
    const data = toGeoJson(overlay, features);
    this.data.set(overlay.id, data);
    if (this.styled) this.map.getSource<GeoJSONSource>(sourceOf(overlay))?.setData(data);
  }

  /** Lines over the rivers in a tone of the theme; the rest of a river stays water. */
  stretches(lines: readonly Stretch[]): void {
    this.lines = lines;
    if (this.styled) this.map.getSource<GeoJSONSource>('stretches')?.setData(this.stretchData());
  }

  private stretchData(): GeoJSON.FeatureCollection {
    return {
      type: 'FeatureCollection',
      features: this.lines.map(({ points, tone }) => ({
        type: 'Feature',
        geometry: { type: 'LineString', coordinates: points },
        properties: { colour: this.theme.grade[tone] },
      })),
    };
  }

  /** Shows a ring around a place until called with null. */
  select(at: [number, number] | null): void {
    this.selection = at;
    if (this.styled) this.map.getSource<GeoJSONSource>('selection')?.setData(pointOrNothing(at));
  }

  /** A ring that expands twice and is gone: something has just happened here. */
  ring(at: [number, number], tone: MapTone): void {
    const element = document.createElement('div');
    element.className = 'anlan-ring';
    element.style.setProperty('--ring', this.theme.grade[tone]);
    const marker = new Marker({ element }).setLngLat(at).addTo(this.map);
    setTimeout(() => marker.remove(), 4_200);
  }

  /** Whether the place lies in the rectangle around the county. */
  holds(at: [number, number]): boolean {
    const [west, south, east, north] = this.options.county.bounds;
    return at[0] >= west && at[0] <= east && at[1] >= south && at[1] <= north;
  }

  home(durationMs = 1_200): void {
    this.map.fitBounds(this.options.county.bounds, { padding: this.options.padding, duration: durationMs });
  }

  fly(at: [number, number], zoom = 13, durationMs = 1_800): void {
    // Not easeTo: its padding stays with the map and adds to that of the next fitBounds.
    this.map.fitBounds([at, at], { padding: this.options.padding, duration: durationMs, maxZoom: zoom });
  }

  fit(points: [number, number][], durationMs = 1_800): void {
    if (!points.length) return;
    const bounds = points.reduce((b, p) => b.extend(p), new LngLatBounds(points[0], points[0]));
    this.map.fitBounds(bounds, { padding: this.options.padding, duration: durationMs, maxZoom: 13 });
  }

  setPadding(padding: Padding): void {
    this.options.padding = padding;
  }

  destroy(): void {
    this.map.remove();
  }

  /** Adds what the base style does not hold; runs after each style load, so a change of theme keeps the data. */
  private dress(): void {
    const { overlays, scale } = this.options;
    for (const overlay of overlays) {
      const cluster = overlay.cluster;
      this.map.addSource(sourceOf(overlay), {
        type: 'geojson',
        data: this.data.get(overlay.id) ?? { type: 'FeatureCollection', features: [] },
        ...(cluster && {
          cluster: true,
          clusterRadius: cluster.radius * scale,
          clusterMaxZoom: cluster.maxZoom,
          clusterProperties: { rank: ['max', ['get', 'rank']] },
        }),
      });
      for (const { layer, below } of overlay.layers(this.theme, sourceOf(overlay), scale)) {
        const before = below === 'water' ? BELOW_WATER : below === 'labels' ? 'roads-label' : undefined;
        this.map.addLayer(layer, before && this.map.getLayer(before) ? before : undefined);
      }
    }
    this.map.addSource('stretches', { type: 'geojson', data: this.stretchData() });
    for (const layer of stretchLayers(scale))
      this.map.addLayer(layer, this.map.getLayer('rivers-flow') ? 'rivers-flow' : undefined);
    this.map.addSource('selection', { type: 'geojson', data: pointOrNothing(this.selection) });
    this.map.addLayer({
      id: 'selection',
      type: 'circle',
      source: 'selection',
      paint: {
        'circle-radius': 22 * scale,
        'circle-color': 'transparent',
        'circle-stroke-width': 2.5 * scale,
        'circle-stroke-color': this.theme.grade.accent,
      },
    });
    this.styled = true;
  }

  private addImage(name: string): void {
    if (this.map.hasImage(name)) return;
    const ratio = 2;
    const image =
      drawSymbol(this.theme, name, ratio, this.options.scale) ??
      drawHatch(name, ratio) ??
      drawFlow(name, ratio, this.options.scale);
    if (image) this.map.addImage(name, image, { pixelRatio: ratio });
  }

  private clickable(): string[] {
    return this.options.overlays
      .flatMap((o) => [...(o.clickable ?? []), ...(o.cluster ? [`${o.id}-cluster`] : [])])
      .filter((id) => this.map.getLayer(id));
  }

  private hover(event: MapMouseEvent): void {
    const over = this.styled && this.map.queryRenderedFeatures(event.point, { layers: this.clickable() }).length > 0;
    this.map.getCanvas().style.cursor = over ? 'pointer' : '';
  }

  private pick(event: MapMouseEvent): void {
    if (!this.styled) return;
    const at: [number, number] = [event.lngLat.lng, event.lngLat.lat];
    const found = this.map.queryRenderedFeatures(event.point, { layers: this.clickable() })[0];
    if (!found) return this.onPick(null, at);
    const overlay = this.options.overlays.find((o) => sourceOf(o) === found.source);
    if (found.properties?.cluster && overlay) return void this.openCluster(overlay, found.properties.cluster_id, at);
    if (overlay) this.onPick({ collection: overlay.collection, id: String(found.properties?.id) }, at);
  }

  private async openCluster(overlay: AnyOverlay, cluster: number, at: [number, number]): Promise<void> {
    const source = this.map.getSource<GeoJSONSource>(sourceOf(overlay));
    if (source) this.map.easeTo({ center: at, zoom: await source.getClusterExpansionZoom(cluster) });
  }
}

const sourceOf = (overlay: AnyOverlay) => `overlay-${overlay.id}`;

/** Only our own server gets the token. */
function authorization(url: string): Record<string, string> {
  const token = credentials.token();
  return token && url.startsWith(`${location.origin}/`) ? { Authorization: `Bearer ${token}` } : {};
}

function pointOrNothing(at: [number, number] | null): GeoJSON.FeatureCollection {
  if (!at) return { type: 'FeatureCollection', features: [] };
  const geometry = { type: 'Point' as const, coordinates: at };
  return { type: 'FeatureCollection', features: [{ type: 'Feature', geometry, properties: {} }] };
}
