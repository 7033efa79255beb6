// @ts-check
/**
 * `<jifen-challenges>`: the challenges of campaigns under way, each with its sentence, its progress and what it brings; streaks with their calendar. See docs/widgets.md.
 *
 * Attributes: `server`, `lang`. Properties: `token` or `client`. Events: `read` (the list was read; `detail` has it as `items`), `error` (not reached).
 */
import { style } from './challenges/style.js';
import { clock, rewardText, words } from './challenges/words.js';
import './jifen-streak.js';
import { html } from './wheel/panel.js';
import { MemberWidget } from './member-widget.js';

/** Ends that are farther away are not told: nobody waits for them. */
const NEAR_MS = 90 * 24 * 3_600_000;

export class JifenChallenges extends MemberWidget {
  static observedAttributes = ['lang', 'server'];

  #list = html('div');
  #order = '';
  /** @type {Map<string, HTMLElement>} */
  #rows = new Map();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#list);
  }

  wanted() {
    return 'challenges';
  }

  async begin() {
    this.#order = '';
    await super.begin();
  }

  draw() {
    const say = words[this.language()];
    const seen = this.read();
    if (!seen) {
      const again = html('button', { class: 'act', type: 'button' }, say.again);
      again.addEventListener('click', () => this.refresh());
      this.#list.replaceChildren(html('p', { class: 'state', role: 'status' }, this.hasFailed() ? say.failed : say.loading), ...(this.hasFailed() ? [again] : []));
      return;
    }
    const { items, zone } = seen;
    if (items.length === 0) return this.#list.replaceChildren(html('p', { class: 'state' }, say.none));
    const order = items.map((/** @type {any} */ { id, kind }) => `${kind}:${id}`).join();
    if (order !== this.#order || !this.#list.querySelector('.list')) this.#begun(items, order);
    for (const item of items) this.#fill(/** @type {HTMLElement} */ (this.#rows.get(item.id)), item, zone);
    return undefined;
  }

  /** Makes the rows anew; a streak keeps its row, and what is open in it, as long as the list has the same challenges. @param {any[]} items @param {string} order */
  #begun(items, order) {
    this.#order = order;
    this.#rows = new Map(items.map(({ id }) => [id, html('li', { part: 'challenge' })]));
    this.#list.replaceChildren(html('ul', { class: 'list', role: 'list' }, ...this.#rows.values()));
  }

  /** @param {HTMLElement} row @param {any} item @param {string | null} zone */
  #fill(row, item, zone) {
    if (item.kind !== 'streak') return row.replaceChildren(...this.#content(item, zone));
    const name = html('div', { class: 'head' }, html('b', {}, item.name[this.language()]));
    const streak = row.querySelector('jifen-streak');
    if (streak) row.firstElementChild?.replaceWith(name);
    else row.append(name, this.#streak(item.id));
    return row.querySelector('jifen-streak')?.setAttribute('lang', this.language());
  }

  /** @param {any} item @param {string | null} zone */
  #content(item, zone) {
    const lang = this.language();
    const say = words[lang];
    const head = html('div', { class: 'head' }, html('b', {}, item.name[lang]), html('small', {}, rewardText(item.reward, lang)));
    const bar = html('progress', { max: String(item.need), value: String(Math.min(item.have, item.need)), 'aria-label': item.name[lang] });
    const isNear = Date.parse(item.period.ends) - Date.now() < NEAR_MS;
    const ends = item.period.span !== 'rolling' && isNear ? say.ends(clock(item.period.ends, zone, say.locale)) : '';
    const foot = html('div', { class: 'foot' }, html('span', {}, figures(item, say)), html('span', {}, item.completed > 0 ? say.times(item.completed) : ends));
    const told = item.open ? item.sentence[lang] : say.closed;
    return [head, html('p', { class: 'sentence' }, told), ...chips(item, say, lang), bar, foot];
  }

  /** @param {string} challenge */
  #streak(challenge) {
    const streak = html('jifen-streak', { challenge, server: this.origin(), lang: this.language() });
    /** @type {any} */ (streak).client = this.reader();
    return streak;
  }
}

/** Amounts are in the sentence, which knows how they are written. @param {any} item @param {typeof words.en} say */
function figures({ kind, have, need }, say) {
  return kind === 'sum' ? `${Math.floor(Math.min(1, have / need) * 100)} %` : say.have(have.toLocaleString('en-US'), need.toLocaleString('en-US'));
}

/** @param {any} item @param {typeof words.en} say @param {import('./wheel/words.js').Lang} lang */
function chips({ set }, say, lang) {
  if (!set) return [];
  return [html('ul', { class: 'set', role: 'list' }, ...set.map((/** @type {any} */ one) => html('li', one.have ? { class: 'has' } : {}, html('span', { class: 'unseen' }, `${one.have ? say.got : say.missing}: `), one.label?.[lang] ?? one.name)))];
}

customElements.define('jifen-challenges', JifenChallenges);
