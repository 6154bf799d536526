/** Roles as the wire says them. */
export const ROLES = ['administrator', 'commander', 'duty-officer', 'warehouse-keeper', 'field', 'viewer'] as const;
export type Role = (typeof ROLES)[number];

/** Who the server thinks we are. */
export interface Me {
  id: string;
  name: string;
  displayName: string;
  role: Role;
  units: string[];
  kind: 'session' | 'device' | 'viewer' | 'program' | 'basic';
  expiresAt: string | null;
}

export interface SpaceInfo {
  id: string;
  title?: string;
  titleEn?: string;
}

/** The county this server works for; degrees lon/lat. */
export interface CountyInfo {
  code: string;
  name: string;
  nameEn: string;
  centre: [number, number];
  bounds: [number, number, number, number];
  mapNote: string;
  spaces: SpaceInfo[];
}

export interface LayerInfo {
  id: string;
  title: string;
  titleEn: string;
  geometry: 'polygon' | 'line' | 'point';
  minZoom: number;
  maxZoom: number;
  accuracy: string;
  source: string;
  version: string;
}
