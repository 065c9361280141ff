/** A rectangle in the units of the surrounding SVG, origin at the top left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Rounds to a tenth: enough for a drawing of 720 units, and it keeps the file small and its hash stable. */
export function tenth(value: number): number {
  return Math.round(value * 10) / 10;
}

/** A whole SVG file of a body drawn in `width` x `height` units. */
export function svgDocument(width: number, height: number, body: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" fill="none">${body}</svg>`
  );
}

/** Places a body drawn in a `viewBox` of its own into `box`, keeping its shape and cutting at the edge. */
export function place(body: string, viewBox: string, box: Box): string {
  return (
    `<svg x="${tenth(box.x)}" y="${tenth(box.y)}" width="${tenth(box.width)}" height="${tenth(box.height)}" ` +
    `viewBox="${viewBox}" fill="none">${body}</svg>`
  );
}

/**
 * Gives every id of a fragment a prefix, and every reference to it. Fragments that meet in one file would
 * otherwise take each other's masks: an id counts for the whole file, also inside a nested svg.
 */
export function prefixIds(fragment: string, prefix: string): string {
  return fragment
    .replace(/\bid="([^"]+)"/g, `id="${prefix}$1"`)
    .replace(/url\(#([^)]+)\)/g, `url(#${prefix}$1)`)
    .replace(/\bhref="#([^"]+)"/g, `href="#${prefix}$1"`);
}
