export type TeamStatus = 'standby' | 'moving' | 'working' | 'resting' | 'off';
export const TEAM_STATUSES: TeamStatus[] = ['working', 'moving', 'standby', 'resting', 'off'];

/** A team; `basis` demo is marked 示例. Where it is travels as the stream `positions`. */
export interface TeamProperties {
  name: string;
  kind: 'rescue' | 'patrol' | 'engineering' | 'army' | 'medical' | 'transport' | 'other';
  town: string | null;
  size: number;
  leader: { name: string; phone: string | null } | null;
  members: { name: string; phone: string | null; skill: string | null }[];
  equipment: { name: string; count: number; unit: string | null }[];
  status: TeamStatus;
  task: string | null;
  incident: string | null;
  statusSince: string | null;
  basis: 'demo' | 'record' | 'operator';
  sharedBy: { id: string; name: string }[];
}

declare module '@/platform/collections' {
  interface Collections {
    teams: TeamProperties;
  }
}
