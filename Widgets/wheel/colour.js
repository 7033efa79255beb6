// @ts-check
/** Colours of segments, and of labels that can be read on them (WCAG 2, contrast 4.5). */

export const READABLE = 4.5;

/** For segments without a colour, neighbours apart. */
const PALETTE = ['#e5484d', '#f59e0b', '#10b981', '#0ea5e9', '#8b5cf6', '#ec4899', '#14b8a6', '#f97316'];

/** @param {string | null} given @param {number} index @param {number} count */
export function colourOf(given, index, count) {
  if (given && /^#[0-9a-f]{6}$/i.test(given)) return given;
  const last = index === count - 1 && index % PALETTE.length === 0;
  return PALETTE[(index + (last ? 3 : 0)) % PALETTE.length];
}

/** White where it can be read, else the darkened colour itself, else black. @param {string} background */
export function inkOn(background) {
  const dark = `#${channelsOf(background).map((c) => Math.round(c * 0.14).toString(16).padStart(2, '0')).join('')}`;
  return ['#ffffff', dark].find((ink) => contrast(ink, background) >= READABLE) ?? '#000000';
}

/** 1 to 21. @param {string} one @param {string} other */
export function contrast(one, other) {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

/** @param {string} colour */
function luminance(colour) {
  const [r, g, b] = channelsOf(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {string} colour */
function channelsOf(colour) {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}
