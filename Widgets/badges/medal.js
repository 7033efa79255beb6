// @ts-check
/** The medal of a badge: a ring that closes as the goal comes near, around a face that the badge's id chooses. */

const SVG = 'http://www.w3.org/2000/svg';

const FACES = [
  'M36 20l4.900 9.900 10.900 1.600-7.900 7.700 1.900 10.900L36 45l-9.800 5.100 1.900-10.900-7.900-7.700 10.900-1.600z',
  'M36 50C24 41 20 35.500 20 30a8 8 0 0 1 16-2 8 8 0 0 1 16 2c0 5.500-4 11-16 20z',
  'M22 24h28v5c0 8-4 14-10 16v3h5v4H27v-4h5v-3c-6-2-10-8-10-16z',
];
const SECRET = 'M28 29a8 8 0 1 1 12 7c-2.500 1.500-3.500 3-3.500 6h-3c0-4.500 1.500-6.700 4.700-8.700A5 5 0 1 0 31 29zm5.200 17h3.600v3.600h-3.600z';

/** @param {string} kind @param {Record<string, string | number>} attributes */
function drawn(kind, attributes) {
  const shape = document.createElementNS(SVG, kind);
  for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, String(value));
  return shape;
}

/** @param {number} part Of the way, 0 to 1. @param {string} [id] Of the badge; none for a secret one. */
export function medal(part, id) {
  const face = id === undefined ? SECRET : FACES[[...id].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % FACES.length];
  const ring = drawn('svg', { viewBox: '0 0 72 72', 'aria-hidden': 'true' });
  ring.append(drawn('circle', { class: 'track', cx: 36, cy: 36, r: 32 }));
  if (part > 0) ring.append(drawn('circle', { class: 'done', cx: 36, cy: 36, r: 32, pathLength: 1, 'stroke-dasharray': `${Math.min(1, part)} 1` }));
  ring.append(drawn('path', { class: 'face', d: face }));
  return ring;
}
