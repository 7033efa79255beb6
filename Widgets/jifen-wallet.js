// @ts-check
/**
 * `<jifen-wallet>`: the coupons that a member has won, each with its code to copy, and the goods, each with the state of its order and, where it is sent, a form for the address. See docs/widgets.md.
 *
 * Attributes: `server`, `lang`. Properties: `token` or `client`; `hold`, a function that is true while a result is being shown elsewhere, which the wallet must not tell beforehand.
 * Events: `read` (the list was read; `detail` has it as `items`), `copied` and `address` (`detail.prizeId`), `error` (not reached).
 */
import { addressForm } from './wallet/address.js';
import { style } from './wallet/style.js';
import { dayName, dayOf, words } from './wallet/words.js';
import { html } from './wheel/panel.js';
import { MemberWidget } from './member-widget.js';

/** Prizes that are shown at first. */
const FIRST = 5;

export class JifenWallet extends MemberWidget {
  static observedAttributes = ['lang', 'server'];

  #list = html('div');
  #said = html('p', { class: 'said', role: 'status' });
  /** Pages behind the first. @type {any[]} */
  #older = [];
  /** @type {string | null} */
  #next = null;
  #isWhole = false;
  /** Forms by prize, which outlive the rows that show them. @type {Map<string, ReturnType<typeof addressForm>>} */
  #forms = new Map();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#list, this.#said);
  }

  wanted() {
    return 'prizes?limit=50';
  }

  async refresh() {
    await super.refresh();
    if (this.#older.length === 0) this.#next = this.read()?.next ?? null;
    this.draw();
  }

  async begin() {
    [this.#older, this.#next, this.#isWhole] = [[], null, false];
    this.#forms.clear();
    await super.begin();
  }

  draw() {
    const say = words[this.language()];
    const seen = this.read();
    if (!seen) return this.#empty(say);
    const prizes = this.#prizes(seen.items);
    if (prizes.length === 0) return this.#list.replaceChildren(html('p', { class: 'state' }, say.none));
    const shown = this.#isWhole ? prizes : prizes.slice(0, FIRST);
    const active = /** @type {HTMLElement | null} */ (this.shadowRoot?.activeElement ?? null);
    const focused = active?.getAttribute('data-key');
    this.#list.replaceChildren(html('ul', { class: 'list', role: 'list', 'aria-label': say.prizes }, ...shown.map((prize) => this.#row(prize))), ...this.#more(prizes.length - shown.length, say));
    if (active?.isConnected && active.closest('.address')) active.focus();
    else if (focused) /** @type {HTMLElement | null} */ (this.#list.querySelector(`[data-key="${focused}"]`))?.focus();
    return undefined;
  }

  /** A prize that came after an older page was read may stand on both. @param {any[]} newest */
  #prizes(newest) {
    const ids = new Set(newest.map(({ prizeId }) => prizeId));
    return [...newest, ...this.#older.filter(({ prizeId }) => !ids.has(prizeId))];
  }

  /** @param {typeof words.en} say */
  #empty(say) {
    const again = html('button', { class: 'act', type: 'button' }, say.again);
    again.addEventListener('click', () => this.refresh());
    this.#list.replaceChildren(html('p', { class: 'state', role: 'status' }, this.hasFailed() ? say.failed : say.loading), ...(this.hasFailed() ? [again] : []));
  }

  /** @param {number} hidden @param {typeof words.en} say */
  #more(hidden, say) {
    if (hidden === 0 && !this.#next) return [];
    const more = html('button', { class: 'more', type: 'button', 'data-key': 'more' }, hidden > 0 ? say.more(hidden) : say.older);
    more.addEventListener('click', () => (hidden > 0 ? this.#showAll() : this.#readOlder()));
    return [more];
  }

  #showAll() {
    this.#isWhole = true;
    this.draw();
  }

  async #readOlder() {
    const reader = this.reader();
    if (!reader || !this.#next) return;
    try {
      const page = await reader.read(`${await this.address(this.wanted())}&cursor=${encodeURIComponent(this.#next)}`);
      this.#older.push(...page.items);
      this.#next = page.next;
    } catch (fault) {
      this.fail(fault);
    }
    this.draw();
  }

  /** @param {any} prize */
  #row(prize) {
    const lang = this.language();
    const say = words[lang];
    const name = prize.prize?.name?.[lang] ?? say.unnamed;
    const isCollected = prize.state === 'ready' && prize.order?.needsAddress === false;
    const state = isCollected ? say.collectReady : prize.state === 'ready' && prize.order ? say.states.ordered : say.states[prize.state] ?? prize.state;
    const mark = prize.state === 'delivered' || isCollected ? 'ready' : prize.order ? '' : prize.state;
    const head = html('div', { class: 'head' }, html('b', {}, name), html('span', { class: `mark ${mark}` }, state));
    const foot = html('p', { class: 'foot' }, say.won(say.sources[prize.source.kind] ?? prize.source.kind, dayOf(prize.at, say.locale)));
    if (prize.order) return html('li', { part: 'prize' }, head, ...this.#goods(prize, isCollected, lang), foot);
    return html('li', { part: 'prize' }, head, ...(prize.code ? this.#ticket(prize, name, say) : [html('p', { class: 'state' }, fate(prize, say))]), foot);
  }

  /** @param {any} prize @param {string} name @param {typeof words.en} say */
  #ticket(prize, name, say) {
    const code = html('code', { translate: 'no' }, prize.code);
    const copy = html('button', { class: 'act', type: 'button', 'data-key': prize.prizeId, 'aria-label': say.copyOf(name) }, say.copy);
    copy.addEventListener('click', () => this.#copy(prize, code));
    const isOver = prize.expires && prize.expires < new Date().toLocaleDateString('en-CA');
    const until = prize.expires ? [html('p', { class: 'foot' }, (isOver ? say.over : say.until)(dayName(prize.expires, say.locale)))] : [];
    if (isOver) code.classList.add('over');
    return [html('div', { class: 'ticket', part: 'code' }, code, copy), ...until];
  }

  /** @param {any} prize @param {boolean} isCollected @param {import('./wheel/words.js').Lang} lang */
  #goods({ prizeId, state, order }, isCollected, lang) {
    const say = words[lang];
    const told = [html('p', { class: 'state' }, isCollected ? say.collect : say.goods[state] ?? '')];
    const parcel = say.parcel(order.carrier ?? '', order.tracking ?? '');
    if (parcel) told.push(html('p', { class: 'parcel' }, parcel));
    if (order.reason) told.push(html('p', { class: 'state' }, say.reason(order.reason)));
    if (!order.needsAddress || !['awaiting_address', 'ready', 'ordered'].includes(state)) return told;
    const form = this.#forms.get(prizeId) ?? this.#formOf(prizeId);
    form.draw(order.hasAddress, lang);
    form.element.classList.toggle('wanted', !order.hasAddress);
    return [...told, form.element];
  }

  /** @param {string} prizeId */
  #formOf(prizeId) {
    const call = async (/** @type {string} */ method, /** @type {Record<string, string>} */ body) => {
      const path = await this.address(`prizes/${encodeURIComponent(prizeId)}/address`);
      return /** @type {any} */ (await this.reader()?.call(method, path, { body, key: method === 'GET' ? undefined : crypto.randomUUID(), attempts: 5 }))?.body;
    };
    const change = async (/** @type {string} */ method, /** @type {any} */ body) => {
      await call(method, body);
      this.dispatchEvent(new CustomEvent('address', { detail: { prizeId } }));
      await this.refresh();
    };
    const form = addressForm(prizeId, { read: () => call('GET', /** @type {any} */ (undefined)), save: (address) => change('PUT', address), erase: () => change('DELETE', undefined) });
    this.#forms.set(prizeId, form);
    return form;
  }

  /** @param {any} prize @param {HTMLElement} code */
  async #copy(prize, code) {
    const say = words[this.language()];
    try {
      await navigator.clipboard.writeText(prize.code);
      this.#said.textContent = say.copied;
      this.dispatchEvent(new CustomEvent('copied', { detail: { prizeId: prize.prizeId } }));
    } catch {
      getSelection()?.selectAllChildren(code);
      this.#said.textContent = say.copyFailed;
    }
  }
}

/** What becomes of a coupon without a code. @param {any} prize @param {typeof words.en} say */
function fate({ state, standIn }, say) {
  return state === 'coming' ? say.coming : standIn?.points ? say.standIn(standIn.points) : say.nothing;
}

customElements.define('jifen-wallet', JifenWallet);
