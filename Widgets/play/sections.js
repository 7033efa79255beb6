// @ts-check
/** The card of points. It draws what the silo told and nothing else. */
import { html } from '../wheel/panel.js';
import { dayOf, number, words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */

/** @param {any} member @param {Lang} lang */
export function points({ points }, lang) {
  const say = words[lang];
  const more = [points.pending ? say.pending(points.pending) : '', points.owed ? say.owed(points.owed) : ''].filter(Boolean);
  const lots = points.lots.map((/** @type {any} */ lot) => html('li', {}, html('b', {}, number(lot.points)),
    html('span', {}, lot.expires ? say.expires(dayOf(lot.expires, say.locale)) : say.never)));
  return [
    html('div', { class: 'heading' }, html('h2', { id: 'points-title' }, say.points)),
    html('p', { class: 'balance' }, html('strong', { 'data-points': points.available }, number(points.available)), html('span', {}, say.unit)),
    ...more.map((text) => html('p', { class: 'muted' }, text)),
    lots.length ? html('ul', { class: 'lots', 'aria-label': say.lots }, ...lots) : html('p', { class: 'muted' }, say.noLots),
  ];
}
