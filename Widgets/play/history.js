// @ts-check
/** What happened to the member, one line for each cause. */
import { html } from '../wheel/panel.js';
import { timeOf, words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {import('../jifen-stream.js').Change} Change */
/** @typedef {{ at: string, kind: string, points: number, detail: string, count: number, play: string | null }} Line */

/** Kinds that are told by what follows from them, or what they follow from. */
export const UNTOLD = new Set(['challenge-moved', 'zone-set', 'coupon', 'coupon-ready', 'coupon-replaced', 'goods']);

const OF_CHALLENGE = 'challenge:';
const OF_GRANT = 'grant:';
const OF_SET = 'badge-set:';

/** Kinds that say only that something else on the same line happened. */
const SILENT = new Set(['earned', 'spent', 'card']);

/** Lines of the same cause become one, with the sum of their points. @param {Change[]} changes Newest first. @param {Set<string>} hidden Plays whose reveal waits. @returns {Line[]} */
export function linesOf(changes, hidden) {
  /** @type {Map<string, Line>} */
  const lines = new Map();
  changes.forEach((change, i) => {
    const play = change.cause?.startsWith('play:') ? change.cause.slice(5) : null;
    const ofSet = change.cause?.startsWith(OF_SET) ?? false;
    if ((play && hidden.has(play)) || (UNTOLD.has(change.kind) && !ofSet)) return;
    const challenge = change.cause?.startsWith(OF_CHALLENGE) ? change.cause.slice(OF_CHALLENGE.length) : null;
    const key = change.set ? `${OF_SET}${change.set}` : ofSet && change.kind === 'tickets' ? `${change.cause} tickets` : challenge || change.division || change.cause?.startsWith(OF_GRANT) ? `${change.cause} ${change.at}` : change.cause && !change.badge ? change.cause : `${i}`;
    const line = lines.get(key) ?? { at: change.at, kind: change.kind, points: 0, detail: '', count: 0, play: null };
    line.points += change.points;
    if (!SILENT.has(change.kind)) [line.kind, line.detail] = [change.activity === 'purchase' ? 'purchase' : change.kind, challenge ?? change.segment ?? change.card ?? change.activity ?? change.badge ?? change.set ?? (change.division ? `${boardOf(change.cause)}/${change.division}` : change.kind === 'board-reward' ? boardOf(change.cause) : change.lottery ?? change.prize) ?? ''];
    if (change.kind === 'tickets') line.count += change.count;
    if (change.kind === 'play') line.play = play;
    lines.set(key, line);
  });
  return [...lines.values()];
}

/** The board that a cause such as `board:week/2026-W47` names. @param {string | undefined} cause */
const boardOf = (cause) => /^board:([^/]+)/.exec(cause ?? '')?.[1];

/**
 * @param {Line[]} lines @param {(line: Line) => string} nameOf What a segment, badge or set is called. @param {Lang} lang
 * @param {(play: string) => void} receipt
 */
export function history(lines, nameOf, lang, receipt) {
  const say = words[lang];
  const rows = lines.map((line) => {
    const known = line.kind === 'activity' || line.kind === 'history' ? say.activities[line.detail] : undefined;
    const what = known ?? say.kinds[line.kind] ?? line.kind;
    const name = known || line.kind === 'purchase' ? '' : nameOf(line);
    const title = !name ? what : say.sentences[line.kind]?.(name) ?? say.titled(what, line.kind === 'tickets' ? say.many(line.count, name) : name);
    return html('li', {}, html('div', {}, html('b', {}, title), html('small', {}, timeOf(line.at, say.locale), ...(line.play ? [' · ', button(line.play, title)] : []))), amount(line.points));
  });

  /** @param {string} play @param {string} title */
  function button(play, title) {
    const save = html('button', { type: 'button', class: 'link', 'data-key': play, 'aria-label': say.receiptOf(title) }, say.receipt);
    save.addEventListener('click', () => receipt(play));
    return save;
  }

  return [html('div', { class: 'heading' }, html('h2', { id: 'history-title' }, say.history)), rows.length ? html('ul', { class: 'lines' }, ...rows) : html('p', { class: 'muted' }, say.noHistory)];
}

/** @param {number} points */
function amount(points) {
  if (points === 0) return '';
  return html('span', { class: points > 0 ? 'plus' : 'minus' }, `${points > 0 ? '+' : '−'}${Math.abs(points).toLocaleString('en-US')}`);
}
