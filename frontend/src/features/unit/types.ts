/** A village or committee; `shortName` is the name without 村民委员会/居民委员会. */
export interface VillageProperties {
  code: string;
  name: string;
  shortName: string;
  town: string;
  townName: string;
  pinyin: string;
  pinyinInitials: string;
  positionBasis: 'estimated' | 'operator' | 'surveyed';
}

/** A detention area (polygon) or a dyke section (line) with its chainage in metres. */
export interface AreaProperties {
  code: string;
  name: string;
  kind: 'detention' | 'dyke';
  officialAreaKm2: number | null;
  population: number | null;
  river: string | null;
  bank: 'left' | 'right' | null;
  chainageFrom: number | null;
  chainageTo: number | null;
  outlineBasis: 'sketched' | 'surveyed';
  note: string | null;
  /** How far a detention area is used; null for a dyke. */
  state: AreaState | null;
  stateSince: string | null;
  stateText: string | null;
}

export type AreaState = 'idle' | 'prepare' | 'clear' | 'flood' | 'drain';

declare module '@/platform/collections' {
  interface Collections {
    villages: VillageProperties;
    areas: AreaProperties;
  }
}
