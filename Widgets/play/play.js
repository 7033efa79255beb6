// @ts-check
/** The player page: the games, and beside them what the member has, live. */
import { Jifen } from '../jifen.js';
import '../jifen-badges.js';
import '../jifen-challenges.js';
import '../jifen-leaderboard.js';
import '../jifen-limits.js';
import '../jifen-draw.js';
import '../jifen-scratch.js';
import '../jifen-wallet.js';
import '../jifen-wheel.js';
import { grand } from '../badges/grand.js';
import { shower } from '../wheel/confetti.js';
import { save } from '../wheel/panel.js';
import { without } from './covered.js';
import { Games } from './games.js';
import { history, linesOf } from './history.js';
import { points } from './sections.js';
import { session } from './session.js';
import { element, Settings } from './settings.js';
import { words } from './words.js';

/** Changes that come close together are read once. */
const TOGETHER_MS = 250;

const LINES = 40;

/** Pieces of paper for a grand prize. */
const GRAND_PIECES = 80;
const TOAST_MS = 6_000;
const AGAIN_MS = 5_000;

/** A result that comes while this page is open may be being shown by another page; it is told of after this. */
const SHOWN_ELSEWHERE_MS = 8_000;

const settings = new Settings(() => show());
const { token, isGuest } = session();
const client = new Jifen({ token });
const shelf = /** @type {import('../jifen-badges.js').JifenBadges} */ (element('shelf'));
const boards = /** @type {import('../jifen-leaderboard.js').JifenLeaderboard} */ (element('boards'));
const challenges = /** @type {import('../jifen-challenges.js').JifenChallenges} */ (element('challenges'));
const limits = /** @type {import('../jifen-limits.js').JifenLimits} */ (element('limits'));
const wallet = /** @type {import('../jifen-wallet.js').JifenWallet} */ (element('wallet'));
const wheels = new Games(element('wheels'), 'jifen-wheel', beginGame, seeFirst);
const cards = new Games(element('cards'), 'jifen-scratch', beginGame, seeFirst);
const draws = new Games(element('draws'), 'jifen-draw', beginGame, seeFirst);
const watching = [boards, challenges, shelf, wallet];

/** Kinds of lines that name a game. */
const GAMES = new Set(['tickets', 'entry', 'card-void']);

/** Kinds of lines that name goods by the id of the prize, which is no name. */
const OF_GOODS = /^((goods|address)-|(goods|coupon)$)/;
const NOTHING = { en: '', zh: '' };
const OF_BOARD = 'board:';

/** What was read last. */
const seen = {
  me: '',
  lotteries: /** @type {import('../wheel/game.js').Lottery[]} */ ([]),
  member: /** @type {any} */ (null),
  badges: /** @type {any} */ (null),
  history: /** @type {import('../jifen-stream.js').Change[]} */ ([]),
  hidden: /** @type {Set<string>} */ (new Set()),
  /** The member before a card was opened that is not shown to its end. */
  before: /** @type {any} */ (null),
  /** Since when the page knows of results that nobody has seen, by their plays. */
  met: /** @type {Map<string, number>} */ (new Map()),
  challenges: /** @type {any[]} */ ([]),
  boards: /** @type {any[]} */ ([]),
  prizes: /** @type {any[]} */ ([]),
};
let timer = 0;

/** Whether a result is on its way, or being shown. */
const isShowing = () => wheels.isBusy || cards.isBusy;

/** Reads all that is shown. A result that is being shown is not told beforehand: a wheel is over in seconds and waited for, what an open card brought is left out as long as it lies there. */
async function read() {
  if (wheels.isBusy) return;
  const me = `/v1/members/${encodeURIComponent(seen.me)}`;
  const [member, past, unseen] = await Promise.all([
    client.read(me), client.read(`${me}/history?limit=${LINES}`), client.read(`${me}/plays?unseen=true&limit=50`),
  ]);
  if (wheels.isBusy) return;
  const { covered } = cards;
  if (covered && member.asOf.position !== past.asOf.position) return soon();
  document.body.classList.remove('is-nobody');
  element('notice').hidden = true;
  if (!covered) seen.before = member;
  const isFirst = seen.member === null;
  const latest = { member, history: past.items };
  Object.assign(seen, covered ? without(latest, seen.before, covered) : latest, { hidden: new Set(unseen.items.map((/** @type {any} */ play) => play.playId)) });
  wheels.mark(meet(unseen.items, isFirst));
  show();
}

/** The games of results that nobody has seen and no other page is showing. @param {import('../wheel/game.js').Play[]} plays @param {boolean} isFirst What waits when the page opens is told at once. */
function meet(plays, isFirst) {
  const now = performance.now();
  const isNew = plays.some(({ playId }) => !seen.met.has(playId));
  seen.met = new Map(plays.map(({ playId }) => [playId, seen.met.get(playId) ?? (isFirst ? -Infinity : now)]));
  if (isNew && !isFirst) setTimeout(soon, SHOWN_ELSEWHERE_MS);
  return new Set(plays.filter(({ playId }) => now - (seen.met.get(playId) ?? now) >= SHOWN_ELSEWHERE_MS).map(({ lotteryId }) => lotteryId));
}

function show() {
  const { lang } = settings;
  boards.setAttribute('lang', lang);
  challenges.setAttribute('lang', lang);
  shelf.setAttribute('lang', lang);
  wallet.setAttribute('lang', lang);
  limits.setAttribute('lang', lang);
  wheels.show(lang, words[lang].wheels);
  cards.show(lang, words[lang].cards);
  draws.show(lang, words[lang].draws);
  if (seen.me && isGuest) notice(words[lang].guest(seen.me), false);
  if (!seen.member) return;
  element('tester').hidden = !seen.member.test;
  element('tester').title = words[lang].testWhy;
  replace('points', points(seen.member, lang));
  replace('history', history(linesOf(seen.history, seen.hidden).slice(0, 12), nameOf, lang, receipt));
}

/** The games of a kind. @param {string} kind @returns {any[]} */
function gamesOf(kind) {
  return seen.lotteries.filter((/** @type {any} */ lottery) => lottery.kind === kind);
}

/** @param {import('./games.js').GameWidget} widget */
function beginGame(widget) {
  widget.client = client;
  for (const news of ['deal', 'reveal', 'error']) widget.addEventListener(news, soon);
  widget.addEventListener('reveal', () => setTimeout(() => watching.forEach((other) => other.refresh()), TOGETHER_MS));
}

/** What came out is shown to its end before another game is. */
function seeFirst() {
  toast(words[settings.lang].seeFirst);
}

/** Draws a card anew and leaves the focus where it was. @param {string} id @param {Node[]} content */
function replace(id, content) {
  const card = element(id);
  const held = card.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  card.replaceChildren(...content);
  if (held) /** @type {HTMLElement | null} */ (card.querySelector(`[data-key="${held}"]`))?.focus();
}

/** @param {import('./history.js').Line} line */
function nameOf({ kind, detail }) {
  const { lang } = settings;
  const named = kind === 'play' ? seen.lotteries.flatMap(({ segments = [] }) => segments).find(({ id }) => id === detail)?.label
    : kind === 'scratch' ? gamesOf('scratch').flatMap((deck) => deck.cards).find(({ id }) => id === detail)?.label
    : kind === 'badge' ? seen.badges?.items.find((/** @type {any} */ badge) => badge.badge === detail)?.name
      : kind.startsWith('challenge') || kind.startsWith('streak') ? seen.challenges.find(({ id }) => id === detail)?.name
      : kind === 'badge-set' ? seen.badges?.sets.find((/** @type {any} */ set) => set.set === detail)?.name
      : GAMES.has(kind) ? seen.lotteries.find(({ id }) => id === detail)?.name
      : kind.startsWith('division-') ? divisionOf(detail)
      : kind === 'draw-won' ? seen.lotteries.flatMap((/** @type {any} */ { prizes = [] }) => prizes).find(({ id }) => id === detail)?.label
      : kind === 'board-reward' ? seen.boards.find(({ boardId }) => boardId === detail)?.name
      : OF_GOODS.test(kind) ? seen.prizes.find(({ prizeId }) => prizeId === detail)?.prize?.name ?? NOTHING : null;
  return named?.[lang] ?? detail;
}

/** What a division is called; nothing where its board is not there. @param {string} detail The board and the division, such as `league/silver`. */
function divisionOf(detail) {
  const [board, division] = detail.split('/');
  return seen.boards.find(({ boardId }) => boardId === board)?.cohorts?.divisions.find((/** @type {any} */ { id }) => id === division)?.name ?? NOTHING;
}

/** @param {string} play */
async function receipt(play) {
  const { items } = await client.read(`/v1/members/${encodeURIComponent(seen.me)}/plays?receipts=true&limit=50`);
  const found = items.find((/** @type {any} */ item) => item.playId === play);
  if (found) save(play, found.receipt);
}

/** Tells of badges that are new since the last look. @param {any} now */
function announce(now) {
  const [{ lang }, before] = [settings, seen.badges];
  if (!before) return;
  const had = new Set([...before.items, ...before.sets].filter(({ earned, completed }) => earned ?? completed).map(({ badge, set }) => badge ?? `set ${set}`));
  for (const { badge, earned, name } of now.items) if (earned && !had.has(badge)) toast(words[lang].gotBadge(name[lang]));
  for (const { set, completed, name, prize } of now.sets) if (completed && !had.has(`set ${set}`)) celebrate(words[lang].gotSet(name[lang], had.has(prize?.badge) ? '' : grand(prize, lang, now.items)));
}

/** What comes live may be news by itself, once. @param {import('../jifen-stream.js').LiveEvent} event */
function hear(event) {
  const say = words[settings.lang];
  for (const { kind, cause = '', division } of event.type === 'record' ? event.changes : []) {
    const name = division ? divisionOf(`${cause.slice(OF_BOARD.length)}/${division}`)[settings.lang] : '';
    if (name && say.sentences[kind]) toast(say.sentences[kind](name));
  }
  soon();
}

/** Who has the badge that a set gives got something else. @param {string} text */
function celebrate(text) {
  toast(text);
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) shower(element('toasts'), GRAND_PIECES);
}

/** @param {string} text */
function toast(text) {
  const box = document.createElement('p');
  box.textContent = text;
  element('toasts').append(box);
  setTimeout(() => box.remove(), TOAST_MS);
}

/** @param {string} text @param {boolean} isAlarm */
function notice(text, isAlarm) {
  const place = element('notice');
  place.hidden = false;
  place.classList.toggle('is-alarm', isAlarm);
  place.setAttribute('role', isAlarm ? 'alert' : 'note');
  if (place.textContent !== text) place.textContent = text;
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(() => read().catch(told), TOGETHER_MS);
}

/** @param {any} fault */
function told(fault) {
  const say = words[settings.lang];
  document.body.classList.toggle('is-nobody', !seen.me);
  if (fault.code === 'no_token') notice(say.noToken, true);
  else if (fault.status === 401) notice(say.sessionOver, true);
  else if (fault.status === 429 && !seen.me) notice(say.crowded, true);
  else {
    notice(say.failed, true);
    setTimeout(again, AGAIN_MS);
  }
}

/** Goes on where the page stopped. */
function again() {
  if (seen.me) soon();
  else begin().catch(told);
}

async function begin() {
  seen.me = await client.member();
  show();
  seen.lotteries = (await client.read('/v1/lotteries')).items;
  for (const lottery of seen.lotteries) client.tell(`/v1/lotteries/${lottery.id}`, lottery);
  wheels.begin(gamesOf('wheel'));
  cards.begin(gamesOf('scratch'));
  draws.begin(gamesOf('draw'));
  const first = read();
  for (const widget of watching) widget.hold = isShowing;
  boards.client = client;
  boards.addEventListener('read', (event) => {
    seen.boards = /** @type {CustomEvent} */ (event).detail.items;
    boards.closest('section')?.toggleAttribute('hidden', seen.boards.length === 0);
  });
  challenges.client = client;
  challenges.addEventListener('read', (event) => {
    seen.challenges = /** @type {CustomEvent} */ (event).detail.items;
    challenges.closest('section')?.toggleAttribute('hidden', seen.challenges.length === 0);
    show();
  });
  shelf.addEventListener('read', (event) => {
    const { detail } = /** @type {CustomEvent} */ (event);
    announce(detail);
    seen.badges = detail;
    show();
  });
  shelf.client = client;
  wallet.client = client;
  limits.closest('details')?.addEventListener('toggle', () => { limits.client ??= client; }, { once: true });
  wallet.addEventListener('read', (event) => {
    seen.prizes = /** @type {CustomEvent} */ (event).detail.items;
    wallet.closest('section')?.toggleAttribute('hidden', seen.prizes.length === 0);
    show();
  });
  client.follow(hear);
  await first;
}

addEventListener('online', again);
addEventListener('hashchange', again);
begin().catch(told);
