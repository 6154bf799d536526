import type { Draft } from '@/platform/api';
import type { Danger, Kind, Severity } from '@/platform/i18n/words';
import type { OutboxReport, ReportInput } from '../outbox/types';
import { placeMembers, type ChosenPlace } from '../place';

/** A report as a person writes it. */
export interface ReportForm {
  about: { kind: Kind; danger?: Danger } | null;
  severity: Severity;
  text: string;
  media: Blob[];
  /** Where the camera says the newest photo was taken. */
  photoPosition: [number, number] | null;
  place: ChosenPlace | null;
  /** When it was seen, phone time, milliseconds; null for the moment of sending. */
  seenAt: number | null;
}

export function emptyForm(): ReportForm {
  return { about: null, severity: 'moderate', text: '', media: [], photoPosition: null, place: null, seenAt: null };
}

/** What is sent of it; null as long as it does not say what and where. `now` is phone time, milliseconds. */
export function inputOf(form: ReportForm, now: number): Draft<ReportInput> | null {
  if (!form.about || !form.place) return null;
  return {
    geometry: { type: 'Point', coordinates: form.place.at },
    properties: {
      kind: form.about.kind,
      danger: form.about.danger,
      ...placeMembers(form.place),
      severity: form.severity,
      text: form.text.trim(),
      observedAt: new Date(form.seenAt ?? now).toISOString(),
      photos: form.media.map((blob) => ({ size: blob.size, type: blob.type })),
    },
  };
}

/** A report that waits on the phone, to be written anew; `media` are its photos and voice notes. */
export function formOf({ draft, createdAt }: OutboxReport, media: Blob[]): ReportForm {
  const { kind, danger, severity, text, ...rest } = draft.properties;
  const at = draft.geometry?.type === 'Point' ? (draft.geometry.coordinates as [number, number]) : null;
  return {
    about: { kind, danger },
    severity,
    text,
    media,
    photoPosition: null,
    place: at && { at, ...placeMembers(rest) },
    seenAt: createdAt,
  };
}
