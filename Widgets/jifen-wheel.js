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
import { shower } from './wheel/confetti.js';
import { mark, rotor } from './wheel/drawing.js';
import { spotOf } from './wheel/face.js';
import { Game } from './wheel/game.js';
import { Motion } from './wheel/motion.js';
import { described, facts, html, odds, save } from './wheel/panel.js';
import { skeleton } from './wheel/skeleton.js';
import { style } from './wheel/style.js';
import { caption, refusal } from './wheel/told.js';
import { words } from './wheel/words.js';
import { JifenWidget } from './widget.js';

export class JifenWheel extends JifenWidget {
  static observedAttributes = ['lang', 'lottery', 'server'];

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
    this.#parts.fair.addEventListener('toggle', () => this.#publish());
  }

  disconnectedCallback() {
    this.#stop();
    this.#game = null;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'lang') this.draw();
    else if (this.#game) this.soon();
  }

  /** Whether a result is on its way or being shown. */
  get isBusy() {
    return this.#phase === 'asking' || this.#phase === 'turning';
  }

  /** What the button does: shows what waits to be shown, else plays. */
  async spin() {
    if (this.#phase === 'failed') return this.begin();
    if (this.#phase !== 'ready' || !this.#game || this.#game.refusal) return;
    const waiting = this.#game.unseen[0];
    if (waiting) await this.#reveal(waiting);
    else await this.#play();
  }

  /** Reads the wheel anew. */
  async refresh() {
    if (!this.#game || this.isBusy) return;
    await this.#game.load().catch(() => undefined);
    if (!this.isBusy) this.draw();
  }

  async begin() {
    this.#stop();
    const client = this.opened();
    const game = this.#game = client && new Game(client, this.getAttribute('lottery') ?? '', this.origin());
    if (!game) return;
    this.#show('loading', (say) => say.loading);
    try {
      await game.load({ now: true });
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
    if (this.#indexOf(outcome.segment) < 0) await game.load({ now: true }).then(() => this.draw(), () => undefined);
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
    this.draw();
    this.#parts.stage.classList.add('is-told');
    this.#mark(this.#indexOf(outcome.segment));
    if (this.#isWon && !this.#motion.isReduced) shower(this.#parts.stage, outcome.prize?.kind === 'points' ? 36 : 80);
  }

  /** @param {number} index Of a segment, or -1 for none. */
  #mark(index) {
    const turning = this.#parts.stage.querySelector('.rotor');
    if (turning) mark(turning, index, this.#game?.lottery?.segments.length ?? 0);
  }

  /** @param {string} segment */
  #indexOf(segment) {
    return this.#game?.lottery?.segments.findIndex(({ id }) => id === segment) ?? -1;
  }

  async #saveReceipt() {
    const receipt = this.#last && (await this.#game?.receiptOf(this.#last));
    if (this.#last && receipt) save(this.#last.playId, receipt);
  }

  /** Shows the secrets of days that are over, once somebody wants to know. */
  async #publish() {
    const seeds = (await this.#game?.published().catch(() => [])) ?? [];
    this.#parts.seeds.replaceChildren(...seeds.map(({ period, seed }) => html('li', {}, `${period} `, html('code', {}, seed))));
    this.#parts.seedsTitle.hidden = seeds.length === 0;
  }

  /** @param {any} fault @param {Phase} phase */
  #tell(fault, phase) {
    const code = fault.code ?? 'internal';
    const lottery = this.#game?.lottery;
    this.#show(phase, (say) => refusal(say, code, lottery ?? null, phase === 'failed'));
    this.fail(fault);
  }

  /** @param {Phase} phase @param {(say: typeof words.en) => string} said */
  #show(phase, said) {
    [this.#phase, this.#said, this.#isWon] = [phase, said, false];
    this.#parts.stage.classList.remove('is-told');
    this.#mark(-1);
    this.draw();
  }

  draw() {
    const { said, spin, stage } = this.#parts;
    const say = words[this.language()];
    const refused = this.#phase === 'ready' ? this.#game?.refusal ?? null : null;
    const text = this.#said(say) || (refused ? refusal(say, refused, this.#game?.lottery ?? null, false) : '');
    if (said.textContent !== text) said.replaceChildren(text ? html('span', {}, text) : '');
    said.classList.toggle('is-won', this.#isWon);
    spin.textContent = caption(say, this.#phase, this.#game);
    spin.setAttribute('aria-disabled', String(this.#phase === 'loading' || this.isBusy || refused !== null));
    stage.classList.toggle('is-turning', this.#phase === 'turning' && !this.#motion.isReduced);
    this.#parts.receipt.hidden = this.#last === null || this.isBusy;
    this.#drawLottery();
  }

  /** Draws what the lottery is; the rotor only where it has changed. */
  #drawLottery() {
    const [parts, lang, lottery] = [this.#parts, this.language(), this.#game?.lottery];
    parts.texts.forEach(([element, name]) => { element.textContent = words[lang][name]; });
    parts.stage.setAttribute('aria-label', lottery ? described(lottery, lang) : words[lang].wheel);
    for (const part of parts.read) part.hidden = !lottery;
    parts.chances.hidden = lottery?.totalWeight === undefined;
    if (!lottery) return;
    parts.explain.setAttribute('href', this.getAttribute('explain') ?? `${this.origin()}/fair#${lang}`);
    parts.facts.replaceChildren(...facts(lottery, lang));
    parts.odds.replaceChildren(...odds(lottery, lang));
    parts.print.textContent = lottery.commitment ?? '—';
    const drawn = JSON.stringify([lang, lottery.segments.map(({ id, label, color, image }) => [id, label, color, image])]);
    if (drawn === this.#drawn || this.#phase === 'turning') return;
    this.#drawn = drawn;
    const turning = rotor(lottery.segments.map((segment) => ({ ...segment, label: segment.label[lang] })));
    parts.stage.querySelector('.rotor')?.replaceWith(turning);
    this.#motion.hold(turning);
  }
}

customElements.define('jifen-wheel', JifenWheel);
