// @ts-check
/**
 * `<jifen-scratch lottery="…">`: scratch cards from a deck. What a card is was fixed before it was dealt; the foil only hides it. See docs/widgets.md.
 *
 * Attributes: `lottery`, `server`, `lang`. Properties: `token` or `client`. Events: `deal` (a card was dealt), `reveal` (it was shown), `error` (refused, or not reached).
 *
 * @typedef {import('./scratch/hand.js').Card} Card
 * @typedef {import('./scratch/hand.js').Opened} Opened
 * @typedef {'loading' | 'failed' | 'idle' | 'asking' | 'sealed' | 'open' | 'told'} Phase
 */
import { Foil } from './scratch/foil.js';
import { Hand } from './scratch/hand.js';
import { style } from './scratch/style.js';
import { refusal, words } from './scratch/words.js';
import { colourOf, inkOn } from './wheel/colour.js';
import { html, save } from './wheel/panel.js';
import { JifenWidget } from './widget.js';

export class JifenScratch extends JifenWidget {
  static observedAttributes = ['lang', 'lottery', 'server'];

  /** @type {Hand | null} */
  #hand = null;
  /** @type {Phase} */
  #phase = 'loading';
  /** The card on the table. @type {string | null} */
  #card = null;
  #seal = '';
  /** @type {string | null} */
  #covered = null;
  /** @type {Opened | null} */
  #opened = null;
  /** @type {(say: typeof words.en) => string} */
  #said = () => '';
  #stop = () => {};
  #canvas = /** @type {HTMLCanvasElement} */ (html('canvas', { class: 'foil', 'aria-hidden': 'true', hidden: '' }));
  #foil = new Foil(this.#canvas, () => { if (this.#phase === 'sealed') this.#open(); }, () => this.#tell());
  #parts = {
    under: html('div', { class: 'under', 'aria-hidden': 'true' }), said: html('p', { class: 'said', part: 'result', role: 'status', 'aria-live': 'polite' }),
    act: html('button', { class: 'act', part: 'button', type: 'button', 'aria-disabled': 'true' }), facts: html('ul', { class: 'facts', role: 'list' }),
    deck: html('details', { class: 'deck', part: 'deck', hidden: '' }), fair: html('details', { class: 'fair', part: 'fair', hidden: '' }),
  };
  #stage = html('div', { class: 'stage', part: 'card', role: 'img' }, this.#parts.under, this.#canvas);

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    const { said, act, facts, deck, fair } = this.#parts;
    root.append(this.#stage, said, act, facts, deck, fair);
    act.addEventListener('click', () => this.press());
  }

  disconnectedCallback() {
    this.#stop();
    this.#hand = null;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'lang') this.draw();
    else if (this.#hand) this.soon();
  }

  /** Whether a card is being taken, or is open and not shown to its end. */
  get isBusy() {
    return this.#phase === 'asking' || this.#phase === 'open';
  }

  /** The card that is being opened, or is open and not shown to its end: nothing on the page should tell it beforehand. Null for none. */
  get covered() {
    return this.#covered;
  }

  /** What the button does: scratches the card on the table, else puts the next one there, else takes a new one. */
  async press() {
    if (this.#phase === 'failed') return this.begin();
    if (this.#phase === 'sealed') return this.#open(true);
    if (this.#phase === 'open') return this.#tell();
    if (this.#phase !== 'idle' && this.#phase !== 'told') return undefined;
    const [next] = this.#hand?.held ?? [];
    return next ? this.#lay(next) : this.#take();
  }

  /** Reads the cards anew. */
  async refresh() {
    await this.#hand?.load().catch(() => undefined);
    this.draw();
  }

  async begin() {
    this.#stop();
    const client = this.opened();
    const hand = this.#hand = client && new Hand(client, this.getAttribute('lottery') ?? '', this.origin());
    if (!client || !hand) return;
    this.#show('loading', (say) => say.loading);
    try {
      await hand.begin();
      this.#covered = hand.half;
      await hand.load({ now: true });
    } catch (fault) {
      return this.#refuse(fault, 'failed');
    }
    if (hand !== this.#hand) return;
    this.#stop = client.follow(() => { if (!this.isBusy) this.refresh(); });
    const half = hand.half;
    if (half) await this.#resume(half);
    else if (hand.held.length > 0) this.#lay(hand.held[0]);
    else if (hand.isInterrupted) await this.#take();
    else this.#show('idle', () => '');
  }

  async #take() {
    const hand = /** @type {Hand} */ (this.#hand);
    if (hand.refusal && !hand.isInterrupted) return;
    this.#show('asking', () => '');
    try {
      const card = await hand.take((why, seconds) => this.#show('asking', (say) => (why === 'busy' ? say.busy(seconds) : say[why])));
      this.dispatchEvent(new CustomEvent('deal', { detail: card, bubbles: true, composed: true }));
      await hand.load({ now: true }).catch(() => undefined);
      this.#lay(card);
    } catch (fault) {
      if (hand !== this.#hand) return;
      this.#refuse(fault, 'idle');
      this.refresh();
    }
  }

  /** Puts a sealed card on the table. @param {Card} card */
  #lay(card) {
    this.#seal = card.commitment;
    this.#cover(card.cardId);
    this.#show('sealed', (say) => (card.expires ? `${say.sealed} ${say.until(card.expires)}` : say.sealed));
  }

  /** A card that was opened before a reload is shown under its foil again. @param {string} card */
  async #resume(card) {
    this.#cover(card);
    await this.#open();
  }

  /** @param {string} card */
  #cover(card) {
    [this.#card, this.#opened, this.#stage.hidden] = [card, null, false];
    this.#parts.under.textContent = '';
    this.#stage.style.removeProperty('--face');
    this.#foil.cover();
  }

  /** Learns what the card is; then it can be rubbed, or is shown at once. @param {boolean} [atOnce] */
  async #open(atOnce = false) {
    const [hand, card] = [/** @type {Hand} */ (this.#hand), /** @type {string} */ (this.#card)];
    this.#covered = card;
    this.#show('asking', () => '');
    try {
      const opened = await hand.open(card, (why, seconds) => this.#show('asking', (say) => (why === 'busy' ? say.busy(seconds) : say[why])));
      if (hand !== this.#hand || card !== this.#card) return;
      this.#opened = opened;
      this.#face(opened);
      this.#foil.open();
      this.#show('open', (say) => say.half);
      if (atOnce) this.#tell();
    } catch (fault) {
      if (hand !== this.#hand) return;
      hand.shown();
      [this.#card, this.#covered, this.#canvas.hidden] = [null, null, true];
      this.#refuse(fault, 'idle');
      this.refresh();
    }
  }

  /** Shows what the card is, and says it. */
  #tell() {
    const [hand, opened] = [this.#hand, this.#opened];
    if (this.#phase !== 'open' || !hand || !opened) return;
    this.#foil.lift();
    this.#covered = null;
    hand.shown();
    hand.held = hand.held.filter(({ cardId }) => cardId !== opened.cardId);
    const { outcome } = opened;
    this.#show('told', (say) => (outcome.prize ? say.won(outcome) : say.lost(outcome)));
    this.dispatchEvent(new CustomEvent('reveal', { detail: opened, bubbles: true, composed: true }));
    this.refresh();
  }

  /** @param {Opened} opened */
  #face({ outcome }) {
    const kinds = this.#hand?.deck?.cards ?? [];
    const at = kinds.findIndex(({ id }) => id === outcome.card);
    const colour = colourOf(kinds[at]?.color ?? null, Math.max(0, at), Math.max(1, kinds.length));
    this.#stage.style.setProperty('--face', colour);
    this.#stage.style.setProperty('--ink', inkOn(colour));
    this.#parts.under.textContent = outcome.label[this.language()];
  }

  /** @param {any} fault @param {Phase} phase */
  #refuse(fault, phase) {
    const code = fault.code ?? 'internal';
    const deck = this.#hand?.deck ?? null;
    this.#show(phase, (say) => refusal(say, code, deck, phase === 'failed'));
    this.fail(fault);
  }

  /** @param {Phase} phase @param {(say: typeof words.en) => string} said */
  #show(phase, said) {
    [this.#phase, this.#said] = [phase, said];
    this.draw();
  }

  draw() {
    const say = words[this.language()];
    const { said, act, under } = this.#parts;
    const [hand, deck] = [this.#hand, this.#hand?.deck];
    const refused = (this.#phase === 'idle' || this.#phase === 'told') && hand && hand.held.length === 0 ? hand.refusal : null;
    const text = this.#said(say) || (refused ? refusal(say, refused, deck ?? null, false) : '');
    if (said.textContent !== text) said.textContent = text;
    said.classList.toggle('is-won', this.#phase === 'told' && Boolean(this.#opened?.outcome.prize));
    act.textContent = this.#caption(say);
    act.setAttribute('aria-disabled', String(this.#phase === 'loading' || this.#phase === 'asking' || refused !== null));
    this.#stage.hidden = this.#card === null;
    this.#stage.setAttribute('aria-label', deck ? say.card(deck.name[this.language()]) : '');
    if (this.#opened) under.textContent = this.#opened.outcome.label[this.language()];
    this.#drawDeck(say);
  }

  /** @param {typeof words.en} say */
  #caption(say) {
    if (this.#phase === 'failed') return say.reload;
    if (this.#phase === 'sealed' || this.#phase === 'open') return say.scratch;
    if (this.#phase === 'asking' || this.#phase === 'loading') return say.asking;
    const deck = this.#hand?.deck;
    if (this.#hand?.held.length) return say.next;
    if (!deck) return say.take;
    if (deck.plays.free > 0) return say.takeFree;
    if (deck.plays.tickets) return say.takeTicket;
    return deck.cost === null ? say.take : say.takeFor(deck.cost);
  }

  /** @param {typeof words.en} say */
  #drawDeck(say) {
    const { facts, deck: whole, fair } = this.#parts;
    const deck = this.#hand?.deck;
    for (const part of [facts, whole, fair]) part.hidden = !deck;
    if (!deck) return;
    const lang = this.language();
    const told = [...(this.#hand && this.#hand.held.length > 0 ? [say.inHand(this.#hand.held.length)] : []), ...(deck.plays.free > 0 ? [say.free(deck.plays.free)] : []),
      ...(deck.plays.tickets ? [say.tickets(deck.plays.tickets)] : []), ...(deck.cost === null ? [] : [say.cost(deck.cost)])];
    facts.replaceChildren(...told.map((text) => html('li', {}, text)));
    const rows = deck.cards.map(({ label, count }) => html('tr', {}, html('td', {}, label[lang]), html('td', {}, count.toLocaleString('en-US'))));
    this.#fill(whole, say.deck, html('table', {}, html('thead', {}, html('tr', {}, html('th', { scope: 'col' }, say.kind), html('th', { scope: 'col' }, say.cards))), html('tbody', {}, ...rows)),
      html('p', { class: 'note' }, say.note(deck.total.toLocaleString('en-US'))));
    const receipt = html('button', { class: 'link', type: 'button' }, say.receipt);
    receipt.addEventListener('click', () => { if (this.#opened) save(this.#opened.cardId, this.#opened.receipt); });
    this.#fill(fair, say.fair, html('p', {}, say.fairText), ...(this.#seal ? [html('p', {}, say.seal), html('code', { class: 'print' }, this.#seal)] : []), ...(this.#opened && this.#phase === 'told' ? [receipt] : []));
  }

  /** Fills a part that opens, and leaves it as open as it was. @param {HTMLElement} part @param {string} title @param {Node[]} content */
  #fill(part, title, ...content) {
    const summary = part.querySelector('summary') ?? html('summary');
    summary.textContent = title;
    if (!summary.isConnected) part.append(summary);
    for (const old of [...part.children]) if (old !== summary) old.remove();
    part.append(...content);
  }
}

customElements.define('jifen-scratch', JifenScratch);
