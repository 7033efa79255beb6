// @ts-check
/** Geometry of a wheel. Angles are degrees, clockwise; the pointer stands at the top, and segment 0 begins there when the wheel is at rest at 0. */

export const FEWEST = 2;
export const MOST = 24;

/** Of a segment's width, how far from its middle the pointer may come to rest. */
const SPREAD = 0.36;

/** @param {number} count */
export const widthOf = (count) => 360 / count;

/** The rotation, 0 to 360, at which the pointer stands on a segment. @param {number} index @param {number} count @param {number} [spot] -0.5 to 0.5 of the width, from the middle. */
export function restAt(index, count, spot = 0) {
  return modulo(-(index + 0.5 + spot) * widthOf(count));
}

/** The segment under the pointer. @param {number} rotation @param {number} count */
export function segmentAt(rotation, count) {
  return Math.floor(modulo(-rotation) / widthOf(count)) % count;
}

/** Where in its segment a play comes to rest: the same each time it is shown. @param {string} playId */
export function spotOf(playId) {
  let hash = 2_166_136_261;
  for (const character of playId) hash = Math.imul(hash ^ character.charCodeAt(0), 16_777_619);
  return ((hash >>> 0) / 2 ** 32 - 0.5) * 2 * SPREAD;
}

/** A rotation of at least so many turns from where the wheel stands to where it has to rest. @param {number} from @param {number} rest @param {number} turns */
export function turnTo(from, rest, turns) {
  return from + turns * 360 + modulo(rest - from);
}

/** A point of the circle. @param {number} angle From the top. @param {number} radius */
export function pointAt(angle, radius) {
  const radians = ((angle - 90) * Math.PI) / 180;
  return { x: round(radius * Math.cos(radians)), y: round(radius * Math.sin(radians)) };
}

/** The outline of a segment. @param {number} index @param {number} count @param {number} radius */
export function outlineOf(index, count, radius) {
  const from = pointAt(index * widthOf(count), radius);
  const to = pointAt((index + 1) * widthOf(count), radius);
  return `M0 0L${from.x} ${from.y}A${radius} ${radius} 0 0 1 ${to.x} ${to.y}Z`;
}

/** @param {number} angle */
function modulo(angle) {
  return ((angle % 360) + 360) % 360;
}

/** @param {number} value */
function round(value) {
  return Math.round(value * 1_000) / 1_000;
}
