// @ts-check
/** The cards beside the wheel: points, boards, badges, history. Each draws what the silo told and nothing else. */
import { html } from '../wheel/panel.js';
import { dayOf, number, timeOf, words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {import('../wheel/game.js').Lottery} Lottery */

/** @param {string} text @param {string} id @param {(Node | string)[]} beside */
function heading(text, id, ...beside) {
  return html('div', { class: 'heading' }, html('h2', { id }, text), ...beside);
}

/** @param {any} member @param {Lang} lang */
export function points({ points }, lang) {
  const say = words[lang];
  const more = [points.pending ? say.pending(points.pending) : '', points.owed ? say.owed(points.owed) : ''].filter(Boolean);
  const lots = points.lots.map((/** @type {any} */ lot) => html('li', {}, html('b', {}, number(lot.points)),
    html('span', {}, lot.expires ? say.expires(dayOf(lot.expires, say.locale)) : say.never)));
  return [
    heading(say.points, 'points-title'),
    html('p', { class: 'balance' }, html('strong', { 'data-points': points.available }, number(points.available)), html('span', {}, say.unit)),
    ...more.map((text) => html('p', { class: 'muted' }, text)),
    lots.length ? html('ul', { class: 'lots', 'aria-label': say.lots }, ...lots) : html('p', { class: 'muted' }, say.noLots),
  ];
}

/** @param {any[]} boards @param {any} standing Of the chosen board, with those around. @param {string} me @param {Lang} lang @param {(board: string) => void} choose */
export function boards(boards, standing, me, lang, choose) {
  const say = words[lang];
  const tabs = boards.map((board) => {
    const tab = html('button', { type: 'button', class: 'tab', 'aria-pressed': String(board.boardId === standing?.boardId), 'data-key': board.boardId }, board.name[lang]);
    tab.addEventListener('click', () => choose(board.boardId));
    return tab;
  });
  return [heading(say.boards, 'boards-title'), html('div', { class: 'tabs', role: 'group', 'aria-labelledby': 'boards-title' }, ...tabs), ...(standing ? stand(standing, me, lang) : [])];
}

/** @param {any} standing @param {string} me @param {Lang} lang */
function stand(standing, me, lang) {
  const say = words[lang];
  const facts = [
    !standing.percentile ? '' : say.ahead(standing.percentile),
    standing.closes ? say.ends(timeOf(standing.closes, say.locale)) : '',
  ].filter(Boolean).join(' · ');
  const rank = standing.rank === null
    ? html('p', { class: 'rank' }, html('span', {}, say.unranked))
    : html('p', { class: 'rank' }, html('strong', {}, `#${number(standing.rank)}`), html('span', {}, say.of(number(standing.size))));
  return [rank, html('p', { class: 'muted' }, facts), standing.around.length ? around(standing, me, lang) : html('p', { class: 'muted' }, say.alone)];
}

/** @param {any} standing @param {string} me @param {Lang} lang */
function around(standing, me, lang) {
  const say = words[lang];
  const head = html('thead', { class: 'unseen-text' }, html('tr', {}, ...[say.rank, say.player, say.score].map((text) => html('th', { scope: 'col' }, text))));
  const rows = standing.around.map((/** @type {any} */ place) => html('tr', place.memberId === me ? { class: 'me' } : {},
    html('td', {}, number(place.rank)), html('td', {}, place.memberId === me ? say.you : place.alias ?? place.memberId), html('td', {}, number(place.score))));
  return html('table', { class: 'around' }, head, html('tbody', {}, ...rows));
}

/** @param {{ items: any[], sets: any[] }} badges @param {Lang} lang */
export function badges({ items, sets }, lang) {
  const say = words[lang];
  if (items.length === 0) return [heading(say.badges, 'badges-title'), html('p', { class: 'muted' }, say.noBadges)];
  const shelf = items.map((badge) => html('li', { class: badge.earned ? 'badge is-earned' : 'badge' },
    medal(badge.have, badge.need, badge.badge), html('b', {}, badge.name[lang]),
    html('small', {}, badge.earned ? say.earned(dayOf(badge.earned, say.locale)) : `${say.have(badge.have, badge.need)} ${say[/** @type {'wins'} */ (badge.counter)]}`)));
  return [heading(say.badges, 'badges-title'), html('ul', { class: 'shelf' }, ...shelf), ...sets.map((set) => setOf(set, lang))];
}

/** @param {any} set @param {Lang} lang */
function setOf(set, lang) {
  const say = words[lang];
  const bar = html('progress', { max: set.need, value: set.have, 'aria-label': set.name[lang] });
  return html('div', { class: 'set' }, html('div', {}, html('b', {}, set.name[lang]), html('small', {}, set.completed ? say.setDone : say.set(set.prize.points))), bar,
    html('small', {}, say.have(set.have, set.need)));
}

/** A ring that closes as the goal comes near. @param {number} have @param {number} need @param {string} id */
function medal(have, need, id) {
  const ring = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  ring.setAttribute('viewBox', '0 0 72 72');
  ring.setAttribute('aria-hidden', 'true');
  const part = Math.min(1, have / need);
  for (const [kind, length] of /** @type {[string, number][]} */ ([['track', 1], ['done', part]])) {
    const circle = document.createElementNS('http://www.w3.org/2000/svg', 'circle');
    for (const [key, value] of Object.entries({ class: kind, cx: 36, cy: 36, r: 32, pathLength: 1, 'stroke-dasharray': `${length} 1` })) circle.setAttribute(key, String(value));
    if (length > 0) ring.append(circle);
  }
  const face = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  face.setAttribute('class', 'face');
  face.setAttribute('d', FACES[[...id].reduce((sum, c) => sum + c.charCodeAt(0), 0) % FACES.length]);
  ring.append(face);
  return ring;
}

const FACES = [
  'M36 20l4.900 9.900 10.900 1.600-7.900 7.700 1.900 10.900L36 45l-9.800 5.100 1.900-10.900-7.900-7.700 10.900-1.600z',
  'M36 50C24 41 20 35.500 20 30a8 8 0 0 1 16-2 8 8 0 0 1 16 2c0 5.500-4 11-16 20z',
  'M22 24h28v5c0 8-4 14-10 16v3h5v4H27v-4h5v-3c-6-2-10-8-10-16z',
];
