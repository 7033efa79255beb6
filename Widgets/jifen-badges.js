// @ts-check
/**
 * `<jifen-badges>`: the shelf of a member's badges: those it has, the way to the others, how rare each is, secret ones, and sets with what they bring. See docs/widgets.md.
 *
 * Attributes: `server`, `lang`. Properties: `token` or `client`, `hold`. Events: `read` (the shelf was read; `detail` has it as `items` and `sets`), `error` (not reached).
 */
import { grand } from './badges/grand.js';
import { medal } from './badges/medal.js';
import { style } from './badges/style.js';
import { edition, rarity, words } from './badges/words.js';
import { html } from './wheel/panel.js';
import { MemberWidget } from './member-widget.js';

/** Others earn badges too, and no event of this member tells how rare they are now. */
const RARITY_MS = 30_000;

export class JifenBadges extends MemberWidget {
  static observedAttributes = ['lang', 'server'];

  #shelf = html('div');
  #timer = 0;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#shelf);
  }

  wanted() {
    return 'badges';
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async begin() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => document.visibilityState === 'visible' && this.refresh(), RARITY_MS);
    await super.begin();
  }

  draw() {
    const say = words[this.language()];
    const seen = this.read();
    if (!seen) return this.#shelf.replaceChildren(...this.#unread(say));
    if (seen.items.length === 0 && seen.hidden === 0) return this.#shelf.replaceChildren(html('p', { class: 'state' }, say.none));
    const badges = seen.items.map((/** @type {any} */ badge) => this.#badge(badge, seen.members, say));
    const list = html('ul', { class: 'shelf', role: 'list' }, ...badges, ...secrets(seen.hidden, say));
    return this.#shelf.replaceChildren(list, ...seen.sets.map((/** @type {any} */ set) => this.#set(set, seen.items, say)));
  }

  /** @param {typeof words.en} say */
  #unread(say) {
    const state = html('p', { class: 'state', role: 'status' }, this.hasFailed() ? say.failed : say.loading);
    if (!this.hasFailed()) return [state];
    const again = html('button', { type: 'button' }, say.again);
    again.addEventListener('click', () => this.refresh());
    return [state, again];
  }

  /** @param {any} badge @param {number | null} members @param {typeof words.en} say */
  #badge(badge, members, say) {
    const way = badge.counter === 'given' ? say.given : `${say.have(badge.have, badge.need)} ${say.counters[badge.counter]}`;
    const day = badge.earned && new Intl.DateTimeFormat(say.locale, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(badge.earned));
    const facts = [day ? say.earned(day) : way, badge.hidden ? say.secret : '', edition(badge.edition, say), rarity(badge, members, say)].filter(Boolean);
    return html('li', { class: badge.earned ? 'badge is-earned' : badge.edition?.state === 'sold-out' ? 'badge is-gone' : 'badge', part: 'badge' },
      medal(badge.counter === 'given' && !badge.earned ? 0 : badge.have / badge.need, badge.badge), html('b', {}, badge.name[this.language()]), ...facts.map((fact) => html('small', {}, fact)));
  }

  /** @param {any} set @param {any[]} badges @param {typeof words.en} say */
  #set(set, badges, say) {
    const name = set.name[this.language()];
    const head = html('div', {}, html('b', {}, name), html('small', {}, set.completed ? say.done : say.set(grand(set.prize, this.language(), badges))));
    return html('div', { class: 'set', part: 'set' }, head, html('progress', { max: String(set.need), value: String(set.have), 'aria-label': name }), html('small', {}, say.have(set.have, set.need)));
  }
}

/** @param {number} hidden @param {typeof words.en} say */
function secrets(hidden, say) {
  return hidden === 0 ? [] : [html('li', { class: 'badge is-secret', part: 'badge' }, medal(0), html('b', {}, say.hidden(hidden)), html('small', {}, say.find))];
}

customElements.define('jifen-badges', JifenBadges);
