// @ts-check
/** The list of a board: the highest, and where the member is not among them, a gap and those around it. */
import { html } from '../wheel/panel.js';
import { number, scoreText, words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {{ rank: number, memberId?: string, alias?: string, anonymous?: boolean, score: number, move?: 'promote' | 'stay' | 'demote', reachedAt: string }} Place */
/** @typedef {{ id: string, name: Record<Lang, string> }} Division */
/** The cohort of a list: how many of its highest rise to the division above, and of its lowest fall to the one below.
 * @typedef {{ division: Division | null, number: number | null, pending: boolean, members: number, promote: number, demote: number, above: Division | null, below: Division | null }} Cohort */

const MEDALS = ['first', 'second', 'third'];

/**
 * What is shown, in order; null is a gap. No place stands twice, also where the list has moved between two readings.
 * @param {Place[]} top @param {Place[]} around @returns {(Place | null)[]}
 */
export function joined(top, around) {
  const end = top.length === 0 ? 0 : top[top.length - 1].rank;
  const mine = new Set(around.map(({ memberId }) => memberId).filter(Boolean));
  const isThere = top.some(({ memberId }) => memberId !== undefined && mine.has(memberId));
  if (isThere) return top;
  const below = around.filter(({ rank }) => rank > end);
  if (below.length === 0) return top;
  return below[0].rank > end + 1 && end > 0 ? [...top, null, ...below] : [...top, ...below];
}

/** @param {(Place | null)[]} places @param {string} me @param {string} metric @param {Lang} lang @param {Cohort | null} [cohort] */
export function rows(places, me, metric, lang, cohort = null) {
  const say = words[lang];
  return places.flatMap((place) => (place === null
    ? [html('tr', { class: 'gap' }, html('td', { colspan: '3' }, html('span', { 'aria-hidden': 'true' }, '⋯'), html('span', { class: 'unseen' }, say.gap)))]
    : [...linesAbove(place.rank, cohort, lang), row(place, place.memberId === me, metric, say), ...linesBelow(place.rank, cohort, lang)]));
}

/** The line above those who fall. @param {number} rank @param {Cohort | null} cohort @param {Lang} lang */
function linesAbove(rank, cohort, lang) {
  if (!cohort?.below || !cohort.demote || rank !== cohort.members - cohort.demote + 1) return [];
  return [line('down', '▼', words[lang].lineDown(cohort.demote, cohort.below.name[lang]))];
}

/** The line below those who rise. @param {number} rank @param {Cohort | null} cohort @param {Lang} lang */
function linesBelow(rank, cohort, lang) {
  if (!cohort?.above || !cohort.promote || rank !== cohort.promote) return [];
  return [line('up', '▲', words[lang].lineUp(cohort.promote, cohort.above.name[lang]))];
}

/** @param {string} way @param {string} sign @param {string} text */
const line = (way, sign, text) => html('tr', { class: `line ${way}`, part: `line-${way}` }, html('td', { colspan: '3' }, html('span', { 'aria-hidden': 'true' }, `${sign} `), text));

/** @param {Place} place @param {boolean} isMe @param {string} metric @param {typeof words.en} say */
function row(place, isMe, metric, say) {
  const classes = [isMe ? 'me' : '', place.move && place.move !== 'stay' ? place.move : '', MEDALS[place.rank - 1] ?? '', place.anonymous && !isMe ? 'anonymous' : ''].filter(Boolean).join(' ');
  const attributes = { ...(classes ? { class: classes } : {}), ...(isMe ? { 'aria-current': 'true', part: 'me' } : {}), 'data-rank': String(place.rank) };
  return html('tr', attributes, html('td', {}, html('span', { class: 'no' }, number(place.rank))), html('td', {}, ...named(place, isMe, say)), html('td', {}, scoreText(place.score, metric)));
}

/** @param {Place} place @param {boolean} isMe @param {typeof words.en} say @returns {(Node | string)[]} */
function named(place, isMe, say) {
  if (!isMe) return [place.alias ?? say.anonymous];
  const seen = place.anonymous ? say.anonymous : place.alias;
  return [say.you, ...(seen ? [html('small', {}, seen)] : [])];
}
