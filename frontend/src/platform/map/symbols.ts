import type { Kind } from '../i18n/words';
import type { MapTheme, MapTone } from './theme';

/**
 * Point symbols drawn by us: the outline says what kind of thing, the fill its state, the colour its grade. The name
 * `sym/<shape>/<fill>/<tone>` is the whole description; the map asks for an image when a layer first uses the name.
 */
export const SHAPES = ['drop', 'triangle', 'square', 'diamond', 'circle'] as const;
/** hollow: not verified; dot: verified; solid: at work; bar: under control; small: finished. */
export const FILLS = ['hollow', 'dot', 'solid', 'bar', 'small'] as const;
export type Shape = (typeof SHAPES)[number];
export type Fill = (typeof FILLS)[number];

export function symbolName(shape: Shape, fill: Fill, tone: MapTone): string {
  return `sym/${shape}/${fill}/${tone}`;
}

export function parseSymbol(name: string): { shape: Shape; fill: Fill; tone: MapTone } | null {
  const [head, shape, fill, tone] = name.split('/');
  if (head !== 'sym') return null;
  if (!SHAPES.includes(shape as Shape) || !FILLS.includes(fill as Fill) || !tone) return null;
  return { shape: shape as Shape, fill: fill as Fill, tone: tone as MapTone };
}

/** Outline in a box of 32 units whose middle is (0, 0). */
export const OUTLINE: Record<Shape, string> = {
  drop: 'M0-13C5-6 9-1.5 9 4A9 9 0 0 1-9 4C-9-1.5-5-6 0-13Z',
  triangle: 'M0-11.5 12 10H-12Z',
  square: 'M-9.5-9.5H9.5V9.5H-9.5Z',
  diamond: 'M0-11.5 11.5 0 0 11.5-11.5 0Z',
  circle: 'M10 0A10 10 0 1 1-10 0 10 10 0 1 1 10 0Z',
};

/** Shape per kind of event, the same for reports and incidents on every screen. */
export const KIND_SHAPE: Record<Kind, Shape> = {
  flood: 'drop',
  danger: 'triangle',
  disaster: 'square',
  other: 'diamond',
};

/** Where the mark inside sits: the middle of a triangle or drop is lower than that of its box. */
export const MIDDLE: Record<Shape, number> = { drop: 3.5, triangle: 3, square: 0, diamond: 0, circle: 0 };

/** Size of a symbol at scale 1, CSS pixels. */
export const SYMBOL_PX = 30;

export function drawSymbol(theme: MapTheme, name: string, ratio: number, scale: number): ImageData | null {
  const wanted = parseSymbol(name);
  if (!wanted) return null;
  const px = Math.round(SYMBOL_PX * ratio * scale);
  const c = sheet(px);
  if (!c) return null;
  c.translate(px / 2, px / 2);
  const unit = (px / 34) * (wanted.fill === 'small' ? 0.62 : 1);
  c.scale(unit, unit);
  c.lineJoin = 'round';
  paint(c, wanted, theme);
  return c.getImageData(0, 0, px, px);
}

/** Kept where its pixels can be read: fetching them from the graphics card takes longer than all the drawing. */
function sheet(px: number): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = px;
  return canvas.getContext('2d', { willReadFrequently: true });
}

function paint(
  c: CanvasRenderingContext2D,
  { shape, fill, tone }: { shape: Shape; fill: Fill; tone: MapTone },
  theme: MapTheme,
) {
  const outline = new Path2D(OUTLINE[shape]);
  const colour = theme.grade[tone] ?? theme.grade.plain;
  const y = MIDDLE[shape];
  if (fill === 'hollow') {
    stroke(c, outline, theme.paper, 7);
    c.fillStyle = theme.paper;
    c.fill(outline);
    stroke(c, outline, colour, 3.4);
    return;
  }
  stroke(c, outline, theme.edge, 5.6);
  stroke(c, outline, fill === 'small' ? theme.edge : theme.halo, 3.6);
  c.fillStyle = colour;
  c.fill(outline);
  c.fillStyle = theme.ink;
  if (fill === 'dot') {
    c.beginPath();
    c.arc(0, y, 3.4, 0, Math.PI * 2);
    c.fill();
  } else if (fill === 'solid') {
    c.fillRect(-1.5, y - 6, 3, 7.2);
    c.fillRect(-1.5, y + 2.8, 3, 3);
  } else if (fill === 'bar') {
    c.fillRect(-5, y - 1.6, 10, 3.2);
  }
}

function stroke(c: CanvasRenderingContext2D, path: Path2D, colour: string, width: number) {
  c.strokeStyle = colour;
  c.lineWidth = width;
  c.stroke(path);
}

/** Diagonal hatch for areas; `name` is `hatch/<colour without #>`. */
export function drawHatch(name: string, ratio: number): ImageData | null {
  const [head, colour] = name.split('/');
  if (head !== 'hatch' || !/^[0-9a-f]{6}$/i.test(colour ?? '')) return null;
  const px = 10 * ratio;
  const c = sheet(px);
  if (!c) return null;
  c.strokeStyle = `#${colour}`;
  c.lineWidth = 1.2 * ratio;
  for (const shift of [-px, 0, px]) {
    c.beginPath();
    c.moveTo(shift - px * 0.1, px * 1.1);
    c.lineTo(shift + px * 1.1, -px * 0.1);
    c.stroke();
  }
  return c.getImageData(0, 0, px, px);
}

export const hatchName = (colour: string): string => `hatch/${colour.replace('#', '')}`;

/** A chevron along the line: which way the water flows. `name` is `flow/<colour without #>`. */
export function drawFlow(name: string, ratio: number, scale: number): ImageData | null {
  const [head, colour] = name.split('/');
  if (head !== 'flow' || !/^[0-9a-f]{6}$/i.test(colour ?? '')) return null;
  const px = Math.round(9 * ratio * scale);
  const c = sheet(px);
  if (!c) return null;
  c.strokeStyle = `#${colour}`;
  c.lineWidth = px * 0.15;
  c.lineCap = c.lineJoin = 'round';
  c.beginPath();
  c.moveTo(px * 0.33, px * 0.2);
  c.lineTo(px * 0.67, px * 0.5);
  c.lineTo(px * 0.33, px * 0.8);
  c.stroke();
  return c.getImageData(0, 0, px, px);
}

export const flowName = (colour: string): string => `flow/${colour.replace('#', '')}`;
