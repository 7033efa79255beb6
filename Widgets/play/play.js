// @ts-check
/** The player page: the wheel, and beside it what the member has, live. */
import { Jifen } from '../jifen.js';
import '../jifen-wheel.js';
import { save } from '../wheel/panel.js';
import { history, linesOf } from './history.js';
import { badges, boards, points } from './sections.js';
import { session } from './session.js';
import { element, Settings } from './settings.js';
import { words } from './words.js';

/** Changes that come close together are read once. */
const TOGETHER_MS = 250;

const AROUND = 2;
const LINES = 40;
const TOAST_MS = 6_000;
const AGAIN_MS = 5_000;
const RANKS_MS = 10_000;

const settings = new Settings(() => show());
const { token, isGuest } = session();
const client = new Jifen({ token });
const wheel = /** @type {import('../jifen-wheel.js').JifenWheel} */ (element('wheel'));

/** What was read last. */
const seen = {
  me: '',
  lotteries: /** @type {import('../wheel/game.js').Lottery[]} */ ([]),
  member: /** @type {any} */ (null),
  boards: /** @type {any[]} */ ([]),
  standing: /** @type {any} */ (null),
  badges: /** @type {any} */ (null),
  history: /** @type {import('../jifen-stream.js').Change[]} */ ([]),
  hidden: /** @type {Set<string>} */ (new Set()),
};
let board = '';
let timer = 0;

/** Reads all that is shown. A result that is being shown is not told beforehand by the cards. */
async function read() {
  if (wheel.isBusy) return;
  const me = `/v1/members/${encodeURIComponent(seen.me)}`;
  const [member, ranked, shelf, past, unseen] = await Promise.all([
    client.read(me), ranks(), client.read(`${me}/badges`), client.read(`${me}/history?limit=${LINES}`), client.read(`${me}/plays?unseen=true&limit=50`),
  ]);
  if (wheel.isBusy) return;
  announce(shelf);
  document.body.classList.remove('is-nobody');
  element('notice').hidden = true;
  Object.assign(seen, { ...ranked, member, badges: shelf, history: past.items, hidden: new Set(unseen.items.map((/** @type {any} */ play) => play.playId)) });
  show();
}

/** The boards, and the chosen one with those around. */
async function ranks() {
  const me = encodeURIComponent(seen.me);
  const { items } = await client.read(`/v1/members/${me}/boards`);
  board ||= items[0]?.boardId ?? '';
  return { boards: items, standing: board ? await client.read(`/v1/leaderboards/${board}/members/${me}?around=${AROUND}`) : null };
}

/** Others move too, and no event of this member tells it. */
async function rankAnew() {
  if (wheel.isBusy || !seen.member || document.visibilityState === 'hidden') return;
  Object.assign(seen, await ranks());
  show();
}

function show() {
  const { lang } = settings;
  wheel.setAttribute('lang', lang);
  if (seen.me && isGuest) notice(words[lang].guest(seen.me), false);
  if (!seen.member) return;
  element('wheel-title').textContent = seen.lotteries[0]?.name[lang] ?? '';
  replace('points', points(seen.member, lang));
  replace('boards', boards(seen.boards, seen.standing, seen.me, lang, choose));
  replace('badges', badges(seen.badges, lang));
  replace('history', history(linesOf(seen.history, seen.hidden).slice(0, 12), nameOf, lang, receipt));
}

/** Draws a card anew and leaves the focus where it was. @param {string} id @param {Node[]} content */
function replace(id, content) {
  const card = element(id);
  const held = card.contains(document.activeElement) ? document.activeElement?.getAttribute('data-key') : null;
  card.replaceChildren(...content);
  if (held) /** @type {HTMLElement | null} */ (card.querySelector(`[data-key="${held}"]`))?.focus();
}

/** @param {string} chosen */
function choose(chosen) {
  board = chosen;
  rankAnew().catch(told);
}

/** @param {import('./history.js').Line} line */
function nameOf({ kind, detail }) {
  const { lang } = settings;
  const named = kind === 'play' ? seen.lotteries.flatMap(({ segments }) => segments).find(({ id }) => id === detail)?.label
    : kind === 'badge' ? seen.badges.items.find((/** @type {any} */ badge) => badge.badge === detail)?.name
      : kind === 'badge-set' ? seen.badges.sets.find((/** @type {any} */ set) => set.set === detail)?.name : null;
  return named?.[lang] ?? detail;
}

/** @param {string} play */
async function receipt(play) {
  const { items } = await client.read(`/v1/members/${encodeURIComponent(seen.me)}/plays?receipts=true&limit=50`);
  const found = items.find((/** @type {any} */ item) => item.playId === play);
  if (found) save(play, found.receipt);
}

/** Tells of badges that are new since the last look. @param {any} shelf */
function announce(shelf) {
  if (!seen.badges) return;
  const [{ lang }, before] = [settings, seen.badges];
  for (const [i, badge] of shelf.items.entries()) if (badge.earned && !before.items[i]?.earned) toast(words[lang].gotBadge(badge.name[lang]));
  for (const [i, set] of shelf.sets.entries()) if (set.completed && !before.sets[i]?.completed) toast(words[lang].gotSet(set.name[lang]));
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
  element('wheel-title').textContent = seen.lotteries[0]?.name[settings.lang] ?? '';
  wheel.setAttribute('lottery', seen.lotteries[0]?.id ?? 'none');
  wheel.client = client;
  wheel.addEventListener('reveal', soon);
  wheel.addEventListener('error', soon);
  client.follow(soon);
  await read();
}

setInterval(() => rankAnew().catch(told), RANKS_MS);
addEventListener('online', again);
addEventListener('hashchange', again);
begin().catch(told);
