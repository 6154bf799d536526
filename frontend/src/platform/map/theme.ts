/** Colours of the map; the pages' own are CSS variables, but a canvas style cannot read those. */
export interface MapTheme {
  name: 'dark' | 'light';
  ground: string;
  county: string;
  countyLine: string;
  water: string;
  waterGlow: string;
  waterCore: string;
  flow: string;
  road: string;
  roadLabel: string;
  town: string;
  townHalo: string;
  village: string;
  waterLabel: string;
  detention: string;
  dyke: string;
  halo: string;
  ink: string;
  /** Inside of hollow symbols and clusters, and the outermost edge of filled ones. */
  paper: string;
  edge: string;
  grade: Record<MapTone, string>;
}

/** Tones a symbol may have: the four grades, not graded yet, and finished. */
export type MapTone = 'blue' | 'amber' | 'orange' | 'red' | 'plain' | 'done' | 'accent';

export const darkTheme: MapTheme = {
  name: 'dark',
  ground: '#060e16',
  county: '#0a1824',
  countyLine: '#2b4a63',
  water: '#2f7fb8',
  waterGlow: '#1d5f94',
  waterCore: '#6fc0ee',
  flow: '#d6efff',
  road: '#1a2d3d',
  roadLabel: '#4c6374',
  town: '#93aabd',
  townHalo: '#08121c',
  village: '#4d6679',
  waterLabel: '#7cc4ef',
  detention: '#3d7ba6',
  dyke: '#8d7a4f',
  halo: '#f2f7fb',
  ink: '#08121c',
  paper: '#08121c',
  edge: '#08121c',
  grade: {
    blue: '#3f9bff',
    amber: '#f5c542',
    orange: '#ff8b3d',
    red: '#ff4b5c',
    plain: '#c9d8e4',
    done: '#6b7c8c',
    accent: '#5cc8ff',
  },
};

export const lightTheme: MapTheme = {
  name: 'light',
  ground: '#e4eaef',
  county: '#f7f9fa',
  countyLine: '#8fa3b3',
  water: '#5aa5da',
  waterGlow: '#b9d9ef',
  waterCore: '#8fc6ec',
  flow: '#1d6ba6',
  road: '#dcd6c8',
  roadLabel: '#8a8474',
  town: '#32475a',
  townHalo: '#ffffff',
  village: '#7c8f9e',
  waterLabel: '#1d6ba6',
  detention: '#5b8fb5',
  dyke: '#a08344',
  halo: '#ffffff',
  ink: '#10202e',
  paper: '#ffffff',
  edge: '#5b6b78',
  grade: {
    blue: '#1f6fd0',
    amber: '#e0ab00',
    orange: '#e26a1e',
    red: '#cf2034',
    plain: '#3d5366',
    done: '#8495a2',
    accent: '#0a6fb0',
  },
};

export const themeOf = (name: 'dark' | 'light'): MapTheme => (name === 'dark' ? darkTheme : lightTheme);
