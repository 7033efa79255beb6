// @ts-check
/** Fits a label into its segment, as large as there is room for: across the segment where it is wide, so that it stands upright under the pointer, else along the radius. */
import { widthOf } from './face.js';

/** Room of a label: from the hub to the rim, in units of a wheel of radius 100. */
const INNER = 30;
export const OUTER = 77;

/** Where the wheel ends. */
const EDGE = 88;

/** Height of a line, in units of the font's size. */
export const LINE = 1.14;

/** Beyond so many segments, labels stand along the radius. */
const WIDE = 10;

const SMALLEST = 4.2;
const LARGEST = 9.6;
const STEP = 0.2;

/** Lines are tried so much wider each time. */
const NARROWER = 0.3;

/** @param {string} text @param {number} count Segments of the wheel. @returns {{ lines: string[], size: number, isUpright: boolean }} */
export function fit(text, count) {
  const isUpright = count <= WIDE;
  const fits = isUpright ? fitsAcross : fitsAlong;
  const layouts = layoutsOf(text, isUpright ? 4 : 2);
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    const lines = layouts.find((lines) => fits(lines, size, count));
    if (lines) return { lines, size, isUpright };
  }
  return { lines: [cut(text, isUpright ? SMALLEST * 9 : OUTER - INNER)], size: SMALLEST, isUpright };
}

/** Width in units of the font's size: Chinese characters are square, others a little more than half as wide. @param {string} text */
export function widthIn(text) {
  let width = 0;
  for (const character of text) width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 1 : 0.6;
  return width;
}

/** Each line no wider than the segment at the line's inner edge, and than the wheel at its outer edge. @param {string[]} lines @param {number} size @param {number} count */
function fitsAcross(lines, size, count) {
  const half = Math.min(70, widthOf(count) / 2) * (Math.PI / 180);
  return lines.every((line, i) => {
    const radius = OUTER - size * (0.8 + i * LINE) - size * 0.2;
    const round = 2 * Math.sqrt(EDGE ** 2 - (radius + size) ** 2);
    return radius > INNER && widthIn(line) * size <= Math.min(round, 2 * radius * Math.tan(half)) * 0.86;
  });
}

/** All lines within the chord at the label's inner end. @param {string[]} lines @param {number} size @param {number} count */
function fitsAlong(lines, size, count) {
  const long = Math.max(...lines.map(widthIn)) * size;
  const chord = 2 * (OUTER - long) * Math.tan((widthOf(count) * Math.PI) / 360);
  return long <= OUTER - INNER && lines.length * LINE * size <= Math.max(chord, 2 * INNER * Math.tan((widthOf(count) * Math.PI) / 360)) * 0.95;
}

/** The text in one line, then in two, and so on. @param {string} text @param {number} most @returns {string[][]} */
function layoutsOf(text, most) {
  const isWords = text.includes(' ');
  const units = isWords ? text.split(/\s+/) : [...text];
  const isBreakable = isWords || widthIn(text) >= units.length;
  return Array.from({ length: isBreakable ? Math.min(most, units.length) : 1 }, (_, i) => balanced(units, i + 1, isWords ? ' ' : ''));
}

/** At most so many lines, the widest as narrow as it can be. @param {string[]} units @param {number} most @param {string} joint @returns {string[]} */
function balanced(units, most, joint) {
  for (let room = widthIn(units.join(joint)) / most; ; room += NARROWER) {
    const lines = filled(units, room, joint);
    if (lines.length <= most) return lines;
  }
}

/** Lines filled up to a width, from the first on. @param {string[]} units @param {number} room @param {string} joint */
function filled(units, room, joint) {
  const [first, ...rest] = units;
  const lines = [first];
  for (const unit of rest) {
    const longer = lines[lines.length - 1] + joint + unit;
    if (widthIn(longer) <= room) lines[lines.length - 1] = longer;
    else lines.push(unit);
  }
  return lines;
}

/** @param {string} line @param {number} room */
function cut(line, room) {
  const characters = [...line];
  while (characters.length > 1 && widthIn(characters.join('')) * SMALLEST > room - SMALLEST) characters.pop();
  return characters.length === [...line].length ? line : `${characters.join('').trimEnd()}…`;
}
