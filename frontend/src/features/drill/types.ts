/** What a scenario tells; `injected` was made up for the exercise (注入), `disputed` are other hours on record. */
export interface InjectProperties {
  no: number;
  kind: string;
  place: string;
  text: string;
  confidence: string | null;
  scheduledAt: string;
  timeKnown: 'hour' | 'day';
  disputed: string[];
  injected: boolean;
  source: string | null;
}

/** How a drill stands. */
export interface DrillProperties {
  scenario: string;
  title: string;
  titleEn: string;
  state: 'playing' | 'paused' | 'seeking' | 'finished' | 'failed';
  rate: number;
  from: string;
  to: string;
  played: number;
  total: number;
  startedAt: string;
  startedBy: string;
  endedAt: string | null;
  seekTo: string | null;
  failure: { file: string; row: number; at: string; reason: string; reasonEn: string } | null;
  refusedRows: number;
  refusedSteps: { file: string; row: number; at: string; command: string; reason: string; reasonEn: string }[];
}

declare module '@/platform/collections' {
  interface Collections {
    injects: InjectProperties;
    drills: DrillProperties;
  }
}
