// @ts-check
/** The card of points. It draws what the silo told and nothing else. */
import { html } from '../wheel/panel.js';
import { dayOf, number, timeOf, words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */

/** @param {any} member Without `lots` where they are not told. @param {Lang} lang */
export function points({ points, multipliers = [] }, lang) {
  const say = words[lang];
  const more = [points.pending ? say.pending(points.pending) : '', points.owed ? say.owed(points.owed) : ''].filter(Boolean);
  const lots = points.lots?.map((/** @type {any} */ lot) => html('li', {}, html('b', {}, number(lot.points)),
    html('span', {}, lot.expires ? say.expires(dayOf(lot.expires, say.locale)) : say.never)));
  return [
    html('div', { class: 'heading' }, html('h2', { id: 'points-title' }, say.points)),
    html('p', { class: 'balance' }, html('strong', { 'data-points': points.available }, number(points.available)), html('span', {}, say.unit)),
    ...running(multipliers, lang),
    ...more.map((text) => html('p', { class: 'muted' }, text)),
    ...(lots ? [lots.length ? html('ul', { class: 'lots', 'aria-label': say.lots }, ...lots) : html('p', { class: 'muted' }, say.noLots)] : []),
  ];
}

/** What multiplies the points now or next. @param {any[]} multipliers @param {Lang} lang */
function running(multipliers, lang) {
  const say = words[lang];
  const rows = multipliers.map(({ name, factor, from, until }) => html('li', {}, html('b', {}, name[lang]),
    html('span', {}, Date.parse(from) <= Date.now() ? say.runs(factor, timeOf(until, say.locale)) : say.begins(factor, timeOf(from, say.locale), timeOf(until, say.locale)))));
  return rows.length ? [html('ul', { class: 'lots', 'aria-label': say.multipliers }, ...rows)] : [];
}
