// @ts-check
/**
 * `<jifen-leaderboard>`: a board, or all of them, with the member's own row always in sight. See docs/widgets.md.
 *
 * Attributes: `board` (without it, a tab for each), `server`, `lang`. Properties: `token` or `client`. Events: `read` (`detail` has the member's boards as `items`), `error` (not reached).
 */
import { nameForm } from './boards/name.js';
import { joined, rows } from './boards/rows.js';
import { style } from './boards/style.js';
import { clock, cohortLines, cohortRules, left, number, rewardLines, scopeLine, timeOf, words } from './boards/words.js';
import { MemberWidget } from './member-widget.js';
import { html } from './wheel/panel.js';

/** Others move too, and no event of this member tells it. */
const LOOK_MS = 10_000;

/** Friends are set by the brand, and seldom. */
const FRIENDS_MS = 60_000;

/** Whether there are any is asked when all else has been. */
const FRIENDS_AFTER_MS = 2_000;

const PAGE = 20;
const MOST_AT_ONCE = 100;
const AROUND = 2;

/** @typedef {import('./boards/rows.js').Place} Place */
/** @typedef {import('./jifen.js').Jifen} Reader */

export class JifenLeaderboard extends MemberWidget {
  static observedAttributes = ['board', 'lang', 'server'];

  #chosen = '';
  #isLast = false;
  /** How many friends the member has; null while that is not known. @type {number | null} */
  #friends = null;
  #friendsAskedAt = -Infinity;
  #isAmongFriends = false;
  #me = '';
  /** @type {any} What the silo said of the member on the chosen board. */
  #standing = null;
  /** @type {Place[]} */
  #top = [];
  /** @type {string | null} */
  #next = null;
  /** @type {import('./boards/name.js').BoardName | null} */
  #name = null;
  #seenAt = new Date(0);
  #isStale = false;
  #look = 0;
  #timers = new AbortController();

  #state = html('p', { class: 'state', role: 'status' });
  #tabs = html('div', { class: 'tabs', role: 'group' });
  #everyone = html('button', { type: 'button', class: 'tab' });
  #pals = html('button', { type: 'button', class: 'tab' });
  #among = html('div', { class: 'tabs among', role: 'group', part: 'among' }, this.#everyone, this.#pals);
  #mine = html('p', { class: 'mine', part: 'rank' });
  #league = html('p', { class: 'league', part: 'cohort' });
  #missing = html('p', { class: 'muted', part: 'missing' });
  #facts = html('p', { class: 'facts', part: 'facts' });
  #ends = html('span', { role: 'timer' });
  #heads = Array.from({ length: 3 }, () => html('th', { scope: 'col' }));
  #body = html('tbody');
  #caption = html('caption', { class: 'unseen' });
  #scroll = html('div', { class: 'scroll', part: 'list', role: 'region', tabindex: '0' }, html('table', {}, this.#caption, html('thead', {}, html('tr', {}, ...this.#heads)), this.#body));
  #more = html('button', { class: 'act', type: 'button' });
  #past = html('button', { class: 'act', type: 'button' });
  #summary = html('summary');
  #rules = html('div');
  #card = html('details', { part: 'card' }, this.#summary, this.#rules);
  #told = html('p', { class: 'unseen', role: 'status' });
  #form = nameForm((wish) => this.#rename(wish), () => this.#askName());
  #whole = html('div', {}, this.#among, this.#mine, this.#league, this.#missing, this.#facts, this.#scroll, html('div', { class: 'foot' }, this.#more, this.#past), this.#card, this.#form.element);

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#tabs, this.#state, this.#whole, this.#told);
    this.#more.addEventListener('click', () => this.#page());
    this.#past.addEventListener('click', () => this.#turn());
    this.#everyone.addEventListener('click', () => this.#stand(false));
    this.#pals.addEventListener('click', () => this.#stand(true));
  }

  wanted() {
    return 'boards';
  }

  connectedCallback() {
    super.connectedCallback();
    this.#timers = new AbortController();
    const { signal } = this.#timers;
    const second = setInterval(() => this.#countDown(), 1_000);
    const look = setInterval(() => document.visibilityState === 'visible' && this.refresh(), LOOK_MS);
    signal.addEventListener('abort', () => [second, look].forEach(clearInterval));
    addEventListener('online', () => this.refresh(), { signal });
    addEventListener('offline', () => this.#stale(true), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#timers.abort();
  }

  async begin() {
    [this.#standing, this.#top, this.#name, this.#friends, this.#friendsAskedAt, this.#isAmongFriends] = [null, [], null, null, -Infinity, false];
    await super.begin();
    if (this.#form.element.open) await this.#askName().catch((fault) => this.fail(fault));
  }

  /** Reads anew: the member's boards, then the chosen one as far as it is shown. @returns {Promise<void>} */
  async refresh() {
    if (this.hold()) return undefined;
    const look = ++this.#look;
    await super.refresh();
    const reader = this.reader();
    if (!reader || !this.read() || this.hasFailed()) return this.#stale(this.#standing !== null);
    this.#choose();
    if (!this.#chosen) return this.draw();
    try {
      this.#me = await reader.member();
      const list = await (this.#isAmongFriends ? this.#amongFriends(reader) : this.#amongAll(reader));
      if (look !== this.#look || reader !== this.reader()) return undefined;
      if (this.#isAmongFriends && list.friends === 0) return this.#stand(false);
      this.#announce(list.standing);
      [this.#standing, this.#top, this.#next, this.#friends, this.#seenAt] = [list.standing, list.items, list.next, list.friends, new Date()];
      this.#stale(false);
      this.#countFriends(reader);
    } catch (fault) {
      if (look !== this.#look) return undefined;
      this.fail(fault);
      this.#stale(true);
    }
    return this.draw();
  }

  /** The board of all, as far as it is shown. How the member stands is among its boards; its neighbours are read where it is not on the page. @param {Reader} reader */
  async #amongAll(reader) {
    const limit = Math.min(MOST_AT_ONCE, Math.max(PAGE, this.#top.length));
    const page = await reader.read(this.#path('', { limit }));
    const known = this.read().items.find((/** @type {any} */ { boardId, period }) => boardId === page.boardId && period === page.period);
    const isInSight = known && (known.rank === null || page.items.some((/** @type {Place} */ { memberId }) => memberId === this.#me));
    const standing = isInSight ? { ...known, around: [] } : await reader.read(this.#path(`/members/${encodeURIComponent(this.#me)}`, { around: AROUND }));
    return { standing, items: page.items, next: page.next, friends: this.#friends };
  }

  /** The board of the friends, whole. @param {Reader} reader */
  async #amongFriends(reader) {
    const board = await reader.read(this.#path(`/members/${encodeURIComponent(this.#me)}/friends`, {}));
    const me = board.items.find((/** @type {Place} */ place) => place.memberId === this.#me);
    return { standing: { ...board, rewards: [], around: [], cohort: null, move: null, rank: me?.rank ?? null, percentile: null }, items: board.items, next: null, friends: board.friends };
  }

  /** Looks now and then whether there are friends; the board does not wait for it. @param {Reader} reader */
  async #countFriends(reader) {
    if (this.#isAmongFriends || performance.now() - this.#friendsAskedAt < FRIENDS_MS) return;
    this.#friendsAskedAt = performance.now();
    await new Promise((resolve) => setTimeout(resolve, FRIENDS_AFTER_MS));
    if (reader !== this.reader() || this.#isAmongFriends) return;
    const board = await reader.read(this.#path(`/members/${encodeURIComponent(this.#me)}/friends`, {}), { attempts: 1 }).catch(() => null);
    if (reader !== this.reader()) return;
    if (board === null) this.#friendsAskedAt = -Infinity;
    else this.#friends = board.friends;
    this.draw();
  }

  draw() {
    const say = words[this.language()];
    const items = this.read()?.items ?? [];
    const isOpen = this.#standing !== null;
    this.#tabs.hidden = this.hasAttribute('board') || items.length < 2;
    this.#tabs.setAttribute('aria-label', say.boards);
    this.#drawTabs(items);
    this.#whole.hidden = !isOpen;
    const state = isOpen ? (this.#isStale ? say.stale : '') : this.hasFailed() || this.#isStale ? say.failed : this.read() && !this.#chosen ? say.none : say.loading;
    if (this.#state.textContent !== state) this.#state.textContent = state;
    this.#state.hidden = state === '';
    if (isOpen) this.#drawBoard(this.#standing);
    this.#form.draw(this.#name, this.language());
  }

  /** @param {any[]} items */
  #drawTabs(items) {
    const lang = this.language();
    const known = new Map([...this.#tabs.children].map((tab) => [tab.getAttribute('data-key'), tab]));
    this.#tabs.replaceChildren(...items.map(({ boardId, name }) => {
      const tab = known.get(boardId) ?? this.#tab(boardId);
      tab.textContent = name[lang];
      tab.setAttribute('aria-pressed', String(boardId === this.#chosen));
      return tab;
    }));
  }

  /** @param {string} board */
  #tab(board) {
    const tab = html('button', { type: 'button', class: 'tab', 'data-key': board });
    tab.addEventListener('click', () => this.#open(board, false));
    return tab;
  }

  /** @param {any} standing */
  #drawBoard(standing) {
    const lang = this.language();
    const say = words[lang];
    this.#drawAmong(standing, say);
    this.#mine.replaceChildren(...mine(standing, say));
    this.#drawCohort(standing, lang);
    const chip = html('span', { class: standing.provisional ? 'chip' : 'chip is-final' }, standing.provisional ? say.provisional : say.final);
    this.#facts.replaceChildren(chip, this.#ends, html('span', {}, say.updated(timeOf(this.#seenAt, say.locale))));
    this.#countDown();
    [say.rank, say.player, say.unit[standing.metric]].forEach((text, i) => { this.#heads[i].textContent = text; });
    this.#caption.textContent = standing.name[lang];
    this.#scroll.setAttribute('aria-label', `${standing.name[lang]}: ${say.list}`);
    const places = joined(this.#top, standing.around);
    this.#body.replaceChildren(...(places.length ? rows(places, this.#me, standing.metric, lang, standing.cohort) : [html('tr', {}, html('td', { colspan: '3' }, say.empty))]));
    [this.#more.textContent, this.#more.hidden] = [say.more, this.#next === null];
    this.#drawPast(standing, say);
    this.#summary.textContent = say.rules;
    this.#rules.replaceChildren(...card(standing, lang));
  }

  /** Where the member competes, on a board with cohorts. @param {any} standing @param {import('./wheel/words.js').Lang} lang */
  #drawCohort(standing, lang) {
    const [where, ...then] = cohortLines(standing, lang);
    this.#league.hidden = where === undefined;
    this.#league.className = `league ${standing.move ?? ''}`;
    this.#league.replaceChildren(...(where === undefined ? [] : [html('b', {}, where), ...then.map((text) => html('span', {}, text))]));
  }

  /** Everyone or the friends, where the member has some. @param {any} standing @param {typeof words.en} say */
  #drawAmong(standing, say) {
    this.#among.hidden = !this.#friends;
    this.#among.setAttribute('aria-label', say.among);
    for (const [tab, text, isOn] of /** @type {const} */ ([[this.#everyone, say.everyone, !this.#isAmongFriends], [this.#pals, say.friends(this.#friends ?? 0), this.#isAmongFriends]])) {
      if (tab.textContent !== text) tab.textContent = text;
      tab.setAttribute('aria-pressed', String(isOn));
    }
    this.#missing.hidden = !standing.missing;
    this.#missing.textContent = standing.missing ? say.missing(standing.missing) : '';
  }

  /** @param {any} standing @param {typeof words.en} say */
  #drawPast(standing, say) {
    this.#past.hidden = !this.#isLast && standing.periods.length === 0;
    this.#past.textContent = this.#isLast ? say.now : say.last;
  }

  #countDown() {
    const standing = this.#standing;
    if (!standing) return;
    const say = words[this.language()];
    const ms = standing.closes ? Date.parse(standing.closes) - Date.now() : 0;
    const told = standing.closes === null ? say.never : !standing.provisional ? say.endedAt(clock(standing.closes, standing.zone, say.locale)) : ms > 0 ? say.endsIn(left(ms, say)) : say.ended;
    if (this.#ends.textContent !== told) this.#ends.textContent = told;
  }

  #choose() {
    const items = this.read().items.map((/** @type {any} */ item) => item.boardId);
    const wanted = this.getAttribute('board') ?? this.#chosen;
    this.#chosen = items.includes(wanted) ? wanted : this.hasAttribute('board') ? '' : items[0] ?? '';
  }

  /** @param {string} board @param {boolean} isLast */
  #open(board, isLast) {
    [this.#chosen, this.#isLast, this.#top, this.#standing] = [board, isLast, [], null];
    this.#scroll.scrollTop = 0;
    this.draw();
    return this.refresh();
  }

  /** @param {boolean} isAmongFriends @returns {Promise<void> | undefined} */
  #stand(isAmongFriends) {
    if (this.#isAmongFriends === isAmongFriends) return undefined;
    [this.#isAmongFriends, this.#top] = [isAmongFriends, []];
    this.#scroll.scrollTop = 0;
    return this.refresh();
  }

  async #turn() {
    await this.#open(this.#chosen, !this.#isLast);
    this.#past.focus();
  }

  /** The newest period that every slice has closed is the last of those that are kept. @param {string} of @param {Record<string, string | number>} query */
  #path(of, query) {
    const kept = this.read().items.find((/** @type {any} */ item) => item.boardId === this.#chosen)?.periods ?? [];
    const period = this.#isLast && kept.length ? { period: kept[kept.length - 1] } : {};
    return `/v1/leaderboards/${encodeURIComponent(this.#chosen)}${of}?${new URLSearchParams(Object.entries({ ...query, ...period }).map(([name, value]) => [name, String(value)]))}`;
  }

  async #page() {
    const [reader, look] = [this.reader(), this.#look];
    if (!reader || this.#next === null) return;
    try {
      const page = await reader.read(this.#path('', { limit: PAGE, cursor: this.#next }));
      if (look !== this.#look) return;
      const end = this.#top[this.#top.length - 1]?.rank ?? 0;
      [this.#top, this.#next] = [[...this.#top, ...page.items.filter((/** @type {Place} */ place) => place.rank > end)], page.next];
      this.draw();
    } catch (fault) {
      this.fail(fault);
      this.#stale(true);
    }
  }

  /** Reads what the member is called, once somebody wants to know. */
  async #askName() {
    const reader = this.reader();
    if (!reader || this.#name) return;
    const name = await reader.read(await this.address('board-name'));
    if (reader !== this.reader()) return;
    this.#name ??= name;
    this.draw();
  }

  /** @param {{ alias: string | null, listed: boolean }} wish */
  async #rename(wish) {
    const reader = this.reader();
    if (!reader) throw new Error('nobody is known');
    const { body } = await reader.call('PUT', await this.address('board-name'), { body: wish, attempts: 5 });
    this.#name = body;
    this.refresh();
    return body;
  }

  /** Tells of a rank that has changed on the same board and period. @param {any} standing */
  #announce(standing) {
    const before = this.#standing;
    const isSame = before?.boardId === standing.boardId && before.period === standing.period && 'friends' in before === 'friends' in standing;
    if (isSame && standing.rank !== null && before.rank !== standing.rank) this.#told.textContent = words[this.language()].moved(standing.rank);
  }

  /** @param {boolean} isStale */
  #stale(isStale) {
    this.#isStale = isStale;
    this.#scroll.classList.toggle('is-stale', isStale);
    this.draw();
  }
}

/** @param {any} standing @param {typeof words.en} say */
function mine({ rank, size, percentile, cohort }, say) {
  if (rank === null) return cohort?.pending ? [] : [html('span', {}, say.unranked)];
  return [html('strong', {}, `#${number(rank)}`), html('span', {}, say.of(size)), html('span', {}, rank === 1 ? say.tied : percentile ? say.ahead(percentile) : '')];
}

/** @param {any} standing @param {import('./wheel/words.js').Lang} lang */
function card(standing, lang) {
  const say = words[lang];
  const told = [say.counts[standing.metric], ...scopeLine(standing.scope, lang), ...cohortRules(standing.cohorts, lang), say.tie, ...(standing.closes ? [say.ends(clock(standing.closes, standing.zone, say.locale), standing.zone), say.settled] : [])];
  const rewards = rewardLines(standing.rewards, lang).map(({ who, what }) => html('li', {}, html('span', {}, who), html('b', {}, what)));
  return [html('p', {}, told.join(lang === 'zh' ? '' : ' ')), ...(rewards.length ? [html('p', {}, html('b', {}, say.rewards)), html('ul', { class: 'rewards', part: 'rewards', role: 'list' }, ...rewards)] : [])];
}

customElements.define('jifen-leaderboard', JifenLeaderboard);
