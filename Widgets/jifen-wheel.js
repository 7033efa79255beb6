// @ts-check
/**
 * `<jifen-wheel lottery="…">`: a spin wheel. The server decides, the wheel lands on what it decided. See docs/widgets.md.
 *
 * Attributes: `lottery`, `server`, `lang`, `explain` (address of a page about fairness). Properties: `token` (a callback that gives a player token)
 * or `client` (a `Jifen`, to share one connection). Events: `play` (decided), `reveal` (shown), `error` (refused, or not reached).
 *
 * @typedef {import('./wheel/game.js').Play} Play
 * @typedef {'loading' | 'failed' | 'ready' | 'asking' | 'turning'} Phase
 */
import { Jifen } from './jifen.js';
import { shower } from './wheel/confetti.js';
import { rim, rotor, top } from './wheel/drawing.js';
import { spotOf } from './wheel/face.js';
import { Game } from './wheel/game.js';
import { Motion } from './wheel/motion.js';
import { described, facts, html, odds, save } from './wheel/panel.js';
import { style } from './wheel/style.js';
import { langOf, words } from './wheel/words.js';

export class JifenWheel extends HTMLElement {
  static observedAttributes = ['lang', 'lottery', 'server'];

  /** @type {import('./jifen.js').TokenSource | null} */
  #token = null;
  /** @type {Jifen | null} */
  #client = null;
  #motion = new Motion();
  /** @type {Game | null} */
  #game = null;
  /** @type {Phase} */
  #phase = 'loading';
  /** What is being said, as long as it holds: a sentence of the language that is asked for. @type {(say: typeof words.en) => string} */
  #said = () => '';
  #isWon = false;
  /** @type {Play | null} */
  #last = null;
  #drawn = '';
  #isWaiting = false;
  #stop = () => {};
  #parts = skeleton();

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(...this.#parts.all);
    this.#parts.spin.addEventListener('click', () => this.spin());
    this.#parts.stage.addEventListener('click', () => this.spin());
    this.#parts.receipt.addEventListener('click', () => this.#saveReceipt());
  }

  /** Gives a player token that is fresh; asked again before it ends. */
  get token() {
    return this.#token;
  }

  set token(source) {
    this.#token = source;
    this.#soon();
  }

  /** Instead of `token`: a client that others use too. */
  get client() {
    return this.#client;
  }

  set client(client) {
    this.#client = client;
    this.#soon();
  }

  connectedCallback() {
    for (const name of /** @type {const} */ (['token', 'client'])) {
      // Set before this class was known, the property lies on the element itself and hides the accessor.
      const early = Object.getOwnPropertyDescriptor(this, name);
      if (early) {
        delete (/** @type {any} */ (this))[name];
        this[name] = early.value;
      }
    }
    this.#soon();
  }

  /** Begins once, after all properties and attributes of this moment are set. */
  #soon() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      if (this.isConnected) this.#begin();
    });
  }

  disconnectedCallback() {
    this.#stop();
    this.#game = null;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'lang') this.#render();
    else if (this.#game) this.#soon();
  }

  /** Whether a result is on its way or being shown. */
  get isBusy() {
    return this.#phase === 'asking' || this.#phase === 'turning';
  }

  /** What the button does: shows what waits to be shown, else plays. */
  async spin() {
    if (this.#phase === 'failed') return this.#begin();
    if (this.#phase !== 'ready' || !this.#game || this.#mayNot()) return;
    const waiting = this.#game.unseen[0];
    if (waiting) await this.#reveal(waiting);
    else await this.#play();
  }

  /** Reads the wheel anew. */
  async refresh() {
    if (!this.#game || this.isBusy) return;
    await this.#game.load().catch(() => undefined);
    if (!this.isBusy) this.#render();
  }

  get #lang() {
    return langOf(this.getAttribute('lang') || this.closest('[lang]')?.getAttribute('lang') || navigator.language);
  }

  async #begin() {
    this.#stop();
    const server = this.getAttribute('server') ?? '';
    const client = this.#client ?? (this.#token && new Jifen({ server, token: this.#token }));
    const game = this.#game = client && new Game(client, this.getAttribute('lottery') ?? '', server);
    if (!game) return;
    this.#show('loading', (say) => say.loading);
    try {
      await game.load();
    } catch (fault) {
      return this.#tell(fault, 'failed');
    }
    if (game !== this.#game) return;
    this.#stop = game.follow(() => this.refresh());
    this.#show('ready', (say) => (game.unseen.length ? say.waitingReveal(game.unseen.length) : ''));
    if (game.isInterrupted) await this.#play((say) => say.interrupted);
  }

  /** @param {(say: typeof words.en) => string} [why] */
  async #play(why = () => '') {
    const game = /** @type {Game} */ (this.#game);
    this.#show('asking', why);
    try {
      const play = await game.play((reason, seconds) => this.#show('asking', (say) => (reason === 'busy' ? say.busy(seconds) : say[reason])));
      this.dispatchEvent(new CustomEvent('play', { detail: play, bubbles: true, composed: true }));
      await this.#reveal(play);
    } catch (fault) {
      if (game !== this.#game) return;
      this.#tell(fault, 'ready');
      this.refresh();
    }
  }

  /** Turns the wheel to what was decided, says it, and only then lets the server know that it was shown. @param {Play} play */
  async #reveal(play) {
    const game = /** @type {Game} */ (this.#game);
    const { outcome } = this.#last = play;
    this.#show('turning', (say) => say.turning);
    if (this.#indexOf(outcome.segment) < 0) await game.load().then(() => this.#render(), () => undefined);
    const index = this.#indexOf(outcome.segment);
    if (index >= 0) await this.#motion.land(index, game.lottery?.segments.length ?? 1, spotOf(play.playId)).catch(() => this.#show('ready', () => ''));
    if (game !== this.#game || this.#phase !== 'turning') return;
    game.seen(play).catch(() => undefined);
    this.#celebrate(play);
    this.dispatchEvent(new CustomEvent('reveal', { detail: play, bubbles: true, composed: true }));
    await this.refresh();
  }

  /** @param {Play} play */
  #celebrate({ outcome }) {
    this.#isWon = outcome.prize !== null;
    this.#phase = 'ready';
    this.#said = (say) => (outcome.prize ? say.won(outcome) : say.lost(outcome));
    this.#render();
    this.#parts.stage.classList.add('is-told');
    for (const segment of this.#parts.stage.querySelectorAll('.segment')) segment.classList.toggle('is-won', segment.getAttribute('data-segment') === outcome.segment);
    if (this.#isWon && !this.#motion.isReduced) shower(this.#parts.stage, outcome.prize?.kind === 'points' ? 36 : 80);
  }

  /** @param {string} segment */
  #indexOf(segment) {
    return this.#game?.lottery?.segments.findIndex(({ id }) => id === segment) ?? -1;
  }

  async #saveReceipt() {
    const receipt = this.#last && (await this.#game?.receiptOf(this.#last));
    if (this.#last && receipt) save(this.#last.playId, receipt);
  }

  /** @param {any} fault @param {Phase} phase */
  #tell(fault, phase) {
    const code = fault.code ?? 'internal';
    const lottery = this.#game?.lottery;
    this.#show(phase, (say) => refusal(say, code, lottery ?? null, phase));
    this.dispatchEvent(new CustomEvent('error', { detail: { code, message: fault.message } }));
  }

  /** @param {Phase} phase @param {(say: typeof words.en) => string} said */
  #show(phase, said) {
    [this.#phase, this.#said, this.#isWon] = [phase, said, false];
    this.#parts.stage.classList.remove('is-told');
    this.#render();
  }

  /** Why nothing can be played now; null where something can. */
  #mayNot() {
    const { lottery, unseen } = this.#game ?? { lottery: null, unseen: [] };
    if (!lottery || unseen.length > 0) return null;
    if (!lottery.open) return 'not_open';
    if (lottery.soldOut) return 'sold_out';
    return lottery.plays.today === 0 || lottery.plays.total === 0 || (lottery.plays.free === 0 && lottery.cost === null) ? 'limit_reached' : null;
  }

  #render() {
    const { said, spin, stage } = this.#parts;
    const say = words[this.#lang];
    const refused = this.#phase === 'ready' ? this.#mayNot() : null;
    const text = this.#said(say) || (refused ? refusal(say, refused, this.#game?.lottery ?? null, 'ready') : '');
    if (said.textContent !== text) said.replaceChildren(text ? html('span', {}, text) : '');
    said.classList.toggle('is-won', this.#isWon);
    spin.textContent = this.#button(say);
    spin.setAttribute('aria-disabled', String(this.#phase === 'loading' || this.isBusy || refused !== null));
    stage.classList.toggle('is-turning', this.#phase === 'turning' && !this.#motion.isReduced);
    this.#parts.receipt.hidden = this.#last === null || this.isBusy;
    this.#draw();
  }

  /** @param {typeof words.en} say */
  #button(say) {
    const lottery = this.#game?.lottery;
    if (this.#phase === 'failed') return say.reload;
    if (this.#phase === 'asking') return say.asking;
    if (this.#phase === 'turning') return say.turning;
    if (this.#game?.unseen.length) return say.show;
    if (!lottery || (lottery.cost === null && lottery.plays.free === 0)) return say.spin;
    return lottery.plays.free > 0 ? say.spinFree : say.spinFor(lottery.cost ?? 0);
  }

  /** Draws what the lottery is; the rotor only where it has changed. */
  #draw() {
    const lottery = this.#game?.lottery;
    if (!lottery) return;
    const [parts, lang, say] = [this.#parts, this.#lang, words[this.#lang]];
    parts.texts.forEach(([element, name]) => { element.textContent = /** @type {string} */ (say[name]); });
    parts.explain.setAttribute('href', this.getAttribute('explain') ?? `${this.getAttribute('server') ?? ''}/widgets/fairness/index.html#${lang}`);
    parts.facts.replaceChildren(...facts(lottery, lang));
    parts.odds.replaceChildren(...odds(lottery, lang));
    parts.print.textContent = lottery.commitment ?? '—';
    parts.stage.setAttribute('aria-label', described(lottery, lang));
    const drawn = JSON.stringify([lang, lottery.segments.map(({ id, label, color, image }) => [id, label, color, image])]);
    if (drawn === this.#drawn || this.#phase === 'turning') return;
    this.#drawn = drawn;
    const turning = rotor(lottery.segments.map((segment) => ({ ...segment, label: segment.label[lang] })));
    parts.stage.querySelector('.rotor')?.replaceWith(turning);
    this.#motion.hold(turning);
  }
}

/** @param {typeof words.en} say @param {string} code @param {import('./wheel/game.js').Lottery | null} lottery @param {Phase} phase */
function refusal(say, code, lottery, phase) {
  if (code === 'not_open') return say.not_open(lottery?.opens ?? null);
  if (code === 'limit_reached') return lottery?.plays.today === 0 && lottery.plays.total !== 0 ? say.limit_today : say.limit_reached;
  if (code === 'insufficient_points') return say.insufficient_points(lottery?.cost ?? 0);
  if (code === 'sold_out' || code === 'unknown_lottery' || code === 'unauthenticated') return say[code];
  return phase === 'failed' ? say.failed : say.other;
}

/** The elements, once. */
function skeleton() {
  const stage = html('div', { class: 'stage', part: 'wheel', role: 'img' }, rim(), rotor([]), top());
  const said = html('p', { class: 'said', part: 'result', role: 'status', 'aria-live': 'polite' });
  const spin = html('button', { class: 'spin', part: 'button', type: 'button', 'aria-disabled': 'true' });
  const list = html('ul', { class: 'facts', part: 'facts', role: 'list' });
  const [oddsTitle, table, note] = [html('summary'), html('table'), html('p', { class: 'note' })];
  const [fairTitle, fairText, printTitle] = [html('summary'), html('p'), html('p')];
  const print = html('code', { class: 'print' });
  const receipt = html('button', { class: 'link', type: 'button', hidden: '' });
  const explain = html('a', { class: 'link', target: '_blank', rel: 'noopener' });
  const fair = html('details', { class: 'fair', part: 'fair' }, fairTitle, fairText, printTitle, print, html('p', { class: 'links' }, receipt, explain));
  /** @type {[HTMLElement, 'odds' | 'note' | 'fair' | 'fairText' | 'commitment' | 'receipt' | 'explain'][]} */
  const texts = [[oddsTitle, 'odds'], [note, 'note'], [fairTitle, 'fair'], [fairText, 'fairText'], [printTitle, 'commitment'], [receipt, 'receipt'], [explain, 'explain']];
  const all = [stage, said, spin, list, html('details', { class: 'odds', part: 'odds' }, oddsTitle, table, note), fair];
  return { all, stage, said, spin, facts: list, odds: table, print, receipt, explain, texts };
}

customElements.define('jifen-wheel', JifenWheel);
