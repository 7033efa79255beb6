// @ts-check
/** What stands below the wheel: facts, odds, and how the result can be checked. */
import { colourOf } from './colour.js';
import { oneIn, words } from './words.js';

/** @typedef {import('./game.js').Lottery} Lottery */
/** @typedef {import('./words.js').Lang} Lang */

/** @param {string} name @param {Record<string, string>} attributes @param {(Node | string)[]} children */
export function html(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** Short facts about the next play. @param {Lottery} lottery @param {Lang} lang */
export function facts({ plays, cost, guarantee }, lang) {
  const say = words[lang];
  const told = [];
  if (plays.free > 0) told.push(say.free(plays.free));
  if (plays.tickets) told.push(say.tickets(plays.tickets));
  if (cost !== null) told.push(say.cost(cost));
  if (plays.today !== null) told.push(say.today(plays.today));
  if (guarantee) told.push(say.certain(Math.max(1, guarantee.plays - guarantee.sinceWin)));
  return told.map((text) => html('li', {}, text));
}

/** What each segment's chance is in the next play. @param {Lottery} lottery @param {Lang} lang */
export function odds({ segments, totalWeight }, lang) {
  const say = words[lang];
  const rows = segments.map((segment, i) => {
    const swatch = html('i', { class: 'swatch' });
    swatch.style.background = colourOf(segment.color, i, segments.length);
    return html('tr', {}, html('td', {}, swatch, segment.label[lang], segment.owned ? say.owned : ''), html('td', {}, chance(segment.odds ?? 0, totalWeight ?? 0, lang)));
  });
  return [html('thead', {}, html('tr', {}, html('th', { scope: 'col' }, say.prize), html('th', { scope: 'col' }, say.chance))), html('tbody', {}, ...rows)];
}

/** The wheel for those who do not see it. @param {Lottery} lottery @param {Lang} lang */
export function described({ segments, totalWeight }, lang) {
  const list = segments.map((segment) => (totalWeight === undefined ? segment.label[lang] : `${segment.label[lang]} ${chance(segment.odds ?? 0, totalWeight, lang)}`));
  return `${words[lang].face(segments.length)}: ${list.join(lang === 'zh' ? '；' : '; ')}`;
}

/** Offers a receipt as a file. @param {string} playId @param {object} receipt */
export function save(playId, receipt) {
  const url = URL.createObjectURL(new Blob([JSON.stringify(receipt)], { type: 'application/json' }));
  html('a', { href: url, download: `receipt-${playId}.json` }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** @param {number} weight @param {number} total @param {Lang} lang */
function chance(weight, total, lang) {
  const n = oneIn(weight, total);
  return n === null ? words[lang].none : words[lang].oneIn(n);
}
