/**
 * The map draws its labels with the page's own font files: this reads the @font-face rules of the page and hands them
 * over as the style's `font-faces`, so only the subsets whose characters appear are loaded and nothing comes from outside.
 */
export const LABEL_FONT = 'Noto Sans SC 400';
export const LABEL_FONT_STRONG = 'Noto Sans SC 600';

type Face = { url: string; 'unicode-range': string[] };

export function pageFontFaces(sheets: Iterable<CSSStyleSheet> = document.styleSheets): Record<string, Face[]> {
  const faces: Record<string, Face[]> = {};
  for (const sheet of sheets) {
    for (const rule of rulesOf(sheet)) {
      if (!(rule instanceof CSSFontFaceRule)) continue;
      const family = rule.style.getPropertyValue('font-family').replace(/["']/g, '').trim();
      const weight = rule.style.getPropertyValue('font-weight').trim();
      const url = /url\(["']?([^"')]+)["']?\)/.exec(rule.style.getPropertyValue('src'))?.[1];
      const range = rule.style.getPropertyValue('unicode-range');
      if (!url || !range) continue;
      const base = sheet.href ?? location.href;
      const ranges = range.split(',').map((r) => r.trim());
      (faces[`${family} ${weight}`] ??= []).push({ url: new URL(url, base).href, 'unicode-range': ranges });
    }
  }
  return faces;
}

function rulesOf(sheet: CSSStyleSheet): CSSRule[] {
  try {
    return [...sheet.cssRules];
  } catch {
    return []; // a sheet of a browser extension
  }
}
