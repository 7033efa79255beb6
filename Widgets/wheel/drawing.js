// @ts-check
/** The wheel as SVG: a rim that stands, a rotor that turns, and a top with pointer and hub. */
import { colourOf, inkOn } from './colour.js';
import { outlineOf, pointAt, widthOf } from './face.js';
import { fit, LINE, OUTER } from './label.js';

/** @typedef {{ id: string, label: string, color: string | null, image: string | null }} Slice */

const SVG = 'http://www.w3.org/2000/svg';
const RADIUS = 88;
const RIM = 94;
const LAMPS = 24;

/** @param {string} name @param {Record<string, string | number>} attributes @param {(Node | string)[]} children */
function svg(name, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** @param {string} name @param {(Node | string)[]} children */
function layer(name, ...children) {
  return svg('svg', { class: name, viewBox: '-100 -100 200 200', 'aria-hidden': 'true', focusable: 'false' }, ...children);
}

/** What stands behind the rotor. */
export function rim() {
  const lamps = Array.from({ length: LAMPS }, (_, i) => {
    const { x, y } = pointAt((i * 360) / LAMPS, RIM);
    return svg('circle', { class: `lamp lamp-${i % 2}`, cx: x, cy: y, r: 1.7 });
  });
  return layer('rim', svg('defs', {}, fade('band', 'linearGradient', { x2: 0, y2: 1 }, ['rim-light', 'rim-dark'])),
    svg('circle', { r: 99, fill: 'url(#band)' }), svg('circle', { class: 'groove', r: 89.4 }), ...lamps);
}

/** The segments. @param {Slice[]} slices */
export function rotor(slices) {
  return layer('rotor', svg('defs', {}, fade('shade', 'radialGradient', {}, ['shade-in', 'shade-out'])), svg('circle', { class: 'plate', r: RADIUS }),
    ...slices.map((slice, index) => segment(slice, index, slices.length)), svg('circle', { class: 'shade', r: RADIUS, fill: 'url(#shade)' }),
    ...slices.map((slice, index) => face(slice, index, slices.length)));
}

/** Marks one segment of a rotor, and no other. @param {Element} rotor @param {number} index @param {number} count */
export function mark(rotor, index, count) {
  rotor.querySelector('.ring')?.remove();
  for (const part of rotor.querySelectorAll('.segment')) part.classList.remove('is-won');
  if (index < 0) return;
  const [slice, face] = [rotor.querySelectorAll('.slice')[index], rotor.querySelectorAll('g.segment')[index]];
  for (const part of [slice, face]) part.classList.add('is-won');
  face.before(svg('path', { class: 'ring', d: outlineOf(index, count, RADIUS - 1.2) }));
}

/** What stands in front of the rotor. */
export function top() {
  return layer('top',
    svg('path', { class: 'pointer-shadow', d: 'M-8.4 -97.4A2.6 2.6 0 0 1 -6 -99.6H6A2.6 2.6 0 0 1 8.4 -97.4C7.2 -91 3 -85.4 0 -79.6C-3 -85.4 -7.2 -91 -8.4 -97.4Z' }),
    svg('path', { class: 'pointer', d: 'M-8 -98A2.4 2.4 0 0 1 -5.6 -100H5.6A2.4 2.4 0 0 1 8 -98C6.8 -92 2.8 -86.4 0 -81C-2.8 -86.4 -6.8 -92 -8 -98Z' }),
    svg('circle', { class: 'pin', cx: 0, cy: -95, r: 2.1 }),
    svg('circle', { class: 'hub-ring', r: 17.5 }), svg('circle', { class: 'hub', r: 14.5 }), svg('path', { class: 'star', d: star(5, 8.2, 3.7) }));
}

/** @param {Slice} slice @param {number} index @param {number} count */
function segment(slice, index, count) {
  return svg('path', { class: 'segment slice', 'data-segment': slice.id, d: outlineOf(index, count, RADIUS), fill: colourOf(slice.color, index, count) });
}

/** What stands on a segment: its picture, and where it has none or none comes, its label. @param {Slice} slice @param {number} index @param {number} count */
function face(slice, index, count) {
  const angle = (index + 0.5) * widthOf(count);
  const text = label(slice.label, count, angle, inkOn(colourOf(slice.color, index, count)));
  return svg('g', { class: 'segment', 'data-segment': slice.id }, slice.image ? picture(slice.image, angle, text) : text);
}

/** @param {string} text @param {number} count @param {number} angle @param {string} ink */
function label(text, count, angle, ink) {
  const { lines, size, isUpright } = fit(text, count);
  const step = size * LINE;
  const rows = lines.map((line, i) => isUpright
    ? svg('tspan', { x: 0, y: (-OUTER + size * 0.8 + i * step).toFixed(2) }, line)
    : svg('tspan', { x: OUTER, y: ((i - (lines.length - 1) / 2) * step + size * 0.36).toFixed(2) }, line));
  return svg('text', {
    class: 'label', transform: `rotate(${(isUpright ? angle : angle - 90).toFixed(3)})`, 'font-size': size.toFixed(2), fill: ink, 'text-anchor': isUpright ? 'middle' : 'end',
  }, ...rows);
}

/** @param {string} source @param {number} angle @param {Element} otherwise What stands there when the picture does not come. */
function picture(source, angle, otherwise) {
  const image = svg('image', { href: source, x: -13, y: -82, width: 26, height: 26, transform: `rotate(${angle.toFixed(3)})` });
  image.addEventListener('error', () => image.replaceWith(otherwise), { once: true });
  return image;
}

/** @param {string} id @param {string} kind @param {Record<string, number>} attributes @param {string[]} stops Classes that hold their colours. */
function fade(id, kind, attributes, stops) {
  return svg(kind, { id, x1: 0, y1: 0, x2: 0, ...attributes }, ...stops.map((name, i) => svg('stop', { class: name, offset: i / (stops.length - 1) })));
}

/** @param {number} points @param {number} outer @param {number} inner */
function star(points, outer, inner) {
  const corners = Array.from({ length: points * 2 }, (_, i) => pointAt((i * 180) / points, i % 2 ? inner : outer));
  return `M${corners.map(({ x, y }) => `${x} ${y}`).join('L')}Z`;
}
