// @ts-check
/** Fits a label into its segment, as large as there is room for: across the segment where it is wide, so that it stands upright under the pointer, else along the radius. */
import { widthOf } from './face.js';

/** Room of a label: from the hub to the rim, in units of a wheel of radius 100. */
const INNER = 30;
export const OUTER = 77;

/** Height of a line, in units of the font's size. */
export const LINE = 1.14;

/** Beyond so many segments, labels stand along the radius. */
const WIDE = 10;

const SMALLEST = 4.2;
const LARGEST = 9.6;
const STEP = 0.2;

/** @param {string} text @param {number} count Segments of the wheel. @returns {{ lines: string[], size: number, isUpright: boolean }} */
export function fit(text, count) {
  const isUpright = count <= WIDE;
  const fits = isUpright ? fitsAcross : fitsAlong;
  for (let size = LARGEST; size >= SMALLEST; size -= STEP) {
    const lines = layoutsOf(text, isUpright ? 3 : 2).find((lines) => fits(lines, size, count));
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

/** Each line as wide as the segment is at the line's inner edge. @param {string[]} lines @param {number} size @param {number} count */
function fitsAcross(lines, size, count) {
  const half = Math.min(70, widthOf(count) / 2) * (Math.PI / 180);
  return lines.every((line, i) => {
    const radius = OUTER - size * (0.8 + i * LINE) - size * 0.2;
    return radius > INNER && widthIn(line) * size <= 2 * radius * Math.tan(half) * 0.84;
  });
}

/** All lines within the chord at the label's inner end. @param {string[]} lines @param {number} size @param {number} count */
function fitsAlong(lines, size, count) {
  const long = Math.max(...lines.map(widthIn)) * size;
  const chord = 2 * (OUTER - long) * Math.tan((widthOf(count) * Math.PI) / 360);
  return long <= OUTER - INNER && lines.length * LINE * size <= Math.max(chord, 2 * INNER * Math.tan((widthOf(count) * Math.PI) / 360)) * 0.95;
}

/** The text in one line, then in two, then in three. @param {string} text @param {number} most @returns {string[][]} */
function layoutsOf(text, most) {
  const units = text.includes(' ') ? text.split(/\s+/) : [...text];
  const joint = text.includes(' ') ? ' ' : '';
  const isBreakable = joint === ' ' || widthIn(text) >= units.length;
  return Array.from({ length: isBreakable ? Math.min(most, units.length) : 1 }, (_, i) => balanced(units, i + 1, joint));
}

/** So many lines, the widest as narrow as it can be. @param {string[]} units @param {number} lines @param {string} joint @returns {string[]} */
function balanced(units, lines, joint) {
  if (lines === 1) return [units.join(joint)];
  const choices = Array.from({ length: units.length - lines + 1 }, (_, i) => [units.slice(0, i + 1).join(joint), ...balanced(units.slice(i + 1), lines - 1, joint)]);
  return choices.reduce((a, b) => (widest(b) < widest(a) ? b : a));
}

/** @param {string[]} lines */
const widest = (lines) => Math.max(...lines.map(widthIn));

/** @param {string} line @param {number} room */
function cut(line, room) {
  const characters = [...line];
  while (characters.length > 1 && widthIn(characters.join('')) * SMALLEST > room - SMALLEST) characters.pop();
  return characters.length === [...line].length ? line : `${characters.join('').trimEnd()}…`;
}
