// @ts-check
/** Fits a label into its segment: one or two lines along the radius, as large as there is room for. */
import { widthOf } from './face.js';

/** Room of a label: from the hub to the rim, in units of a wheel of radius 100. */
export const INNER = 30;
export const OUTER = 84;

const SMALLEST = 4.2;
const LARGEST = 9.5;
const LINE = 1.16;

/** @param {string} text @param {number} count Segments of the wheel. @returns {{ lines: string[], size: number }} */
export function fit(text, count) {
  const choices = [[text], halves(text)].filter((lines) => lines.every(Boolean)).map((lines) => ({ lines, size: sizeOf(lines, count) }));
  const best = choices.reduce((a, b) => (b.size > a.size * 1.15 ? b : a));
  return best.size >= SMALLEST ? { ...best, size: Math.min(LARGEST, best.size) } : { lines: best.lines.map((line) => cut(line)), size: SMALLEST };
}

/** Width in units of the font's size: Chinese characters are square, others about half as wide. @param {string} text */
export function widthIn(text) {
  let width = 0;
  for (const character of text) width += /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/.test(character) ? 1 : 0.56;
  return width;
}

/** @param {string[]} lines @param {number} count */
function sizeOf(lines, count) {
  const long = (OUTER - INNER) / Math.max(...lines.map(widthIn));
  const chord = 2 * (INNER + 14) * Math.sin((Math.min(widthOf(count), 90) * Math.PI) / 360);
  return Math.min(long, (chord * 0.86) / (lines.length * LINE));
}

/** Two lines of nearly the same width, broken at a space, or between Chinese characters. @param {string} text @returns {string[]} */
function halves(text) {
  const places = [...text.matchAll(/\s+/g)].map((space) => [text.slice(0, space.index), text.slice(space.index + space[0].length)]);
  const middle = Math.ceil(text.length / 2);
  const parts = places.length > 0 ? places : widthIn(text) >= text.length && text.length > 3 ? [[text.slice(0, middle), text.slice(middle)]] : [['', '']];
  return parts.reduce((a, b) => (widest(b) < widest(a) ? b : a));
}

/** @param {string[]} lines */
const widest = (lines) => Math.max(...lines.map(widthIn));

/** @param {string} line */
function cut(line) {
  const room = (OUTER - INNER) / SMALLEST;
  if (widthIn(line) <= room) return line;
  const characters = [...line];
  while (widthIn(characters.join('')) > room - 1) characters.pop();
  return `${characters.join('').trimEnd()}…`;
}
