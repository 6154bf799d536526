/** Longest side of a photo as it is sent, pixels: enough to judge a leak, small enough for one bar of signal. */
export const LONGEST_SIDE = 1600;
const QUALITY = 0.8;

/** The size that keeps the proportions with no side over `longest`; never enlarges. */
export function fit(width: number, height: number, longest = LONGEST_SIDE): { width: number; height: number } {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

export interface Photo {
  blob: Blob;
  /** Where the camera says the picture was taken, lon/lat; null when it does not say. */
  position: [number, number] | null;
}

/** Reads the camera's position, then redraws the picture small: drawing drops every other tag. */
export async function shrink(file: File): Promise<Photo> {
  const position = await positionOf(file);
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  // A format this browser cannot draw (HEIC on some phones) goes as it is; the server decides about it.
  if (!bitmap) return { blob: file, position };
  const { width, height } = fit(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
  return { blob: blob ?? file, position };
}

async function positionOf(file: File): Promise<[number, number] | null> {
  try {
    const { default: ExifReader } = await import('exifreader');
    const { gps } = await ExifReader.load(file, { expanded: true, includeTags: { gps: true } });
    return gps?.Longitude !== undefined && gps.Latitude !== undefined ? [gps.Longitude, gps.Latitude] : null;
  } catch {
    return null; // no readable tags is the ordinary case
  }
}
