import type { Feature } from '@/platform/collections';
import type { VillageProperties } from './types';

export type Village = Feature<VillageProperties>;

/** How well a village answers what was typed: lower is better, null is not at all. */
export function rank(village: VillageProperties, typed: string): number | null {
  const asked = typed.trim().toLowerCase().replace(/\s+/g, '');
  if (!asked) return null;
  const pinyin = village.pinyin.toLowerCase().replace(/\s+/g, '');
  if (village.shortName === asked) return 0;
  if (village.shortName.startsWith(asked)) return 1;
  if (village.pinyinInitials.toLowerCase().startsWith(asked)) return 2;
  if (pinyin.startsWith(asked)) return 3;
  if (village.name.includes(asked)) return 4;
  if (`${village.townName}${village.shortName}`.includes(asked)) return 5;
  return pinyin.includes(asked) ? 6 : null;
}

/** The best answers first; among equals, shorter names first. */
export function searchVillages(villages: readonly Village[], typed: string, limit = 20): Village[] {
  return villages
    .map((village) => ({ village, score: rank(village.properties, typed) }))
    .filter((hit): hit is { village: Village; score: number } => hit.score !== null)
    .sort(
      (a, b) =>
        a.score - b.score ||
        a.village.properties.shortName.length - b.village.properties.shortName.length ||
        a.village.properties.code.localeCompare(b.village.properties.code),
    )
    .slice(0, limit)
    .map((hit) => hit.village);
}
