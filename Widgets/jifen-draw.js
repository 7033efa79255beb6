// @ts-check
/**
 * `<jifen-draw lottery="…">`: a prize draw. It takes entries, counts down, tells who won, and lets a winner claim. See docs/widgets.md.
 *
 * Attributes: `lottery`, `server`, `lang`, `explain` (address of a page about fairness). Properties: `token` or `client`. Events: `enter` (an entry was taken), `claim` (a prize
 * was claimed), `read` (it was read), `error` (refused, or not reached).
 */
import { style as challenges } from './challenges/style.js';
import { keep, kept } from './draw/kept.js';
import { style } from './draw/style.js';
import { clock, dayOf, prizeName, words } from './draw/words.js';
import { MemberWidget } from './member-widget.js';
import { html, save } from './wheel/panel.js';

/** The countdown shows minutes. */
const TICK_MS = 10_000;

/** After the closing nothing happens to this member, so that the result is looked for. */
const LOOK_MS = 1_500;

export class JifenDraw extends MemberWidget {
  static observedAttributes = ['lang', 'lottery', 'server'];

  /** @type {any} */
  #lottery = null;
  /** The newest period that is closed, or null. @type {any} */
  #last = null;
  #isAsking = false;
  /** @type {(say: typeof words.en) => string} */
  #said = () => '';
  #timer = 0;
  #parts = {
    body: html('div'), said: html('p', { class: 'said', part: 'result', role: 'status', 'aria-live': 'polite' }), act: html('button', { class: 'act enter', part: 'button', type: 'button' }),
    wins: html('div'), result: html('div', { part: 'winners' }), fair: html('details', { part: 'fair', hidden: '' }),
  };

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [challenges, style];
    const { body, said, act, wins, result, fair } = this.#parts;
    root.append(wins, body, act, said, result, fair);
    act.addEventListener('click', () => this.press());
  }

  wanted() {
    return 'draws';
  }

  /** Whether an entry or a claim is under way. */
  get isBusy() {
    return this.#isAsking;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async begin() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    await super.begin();
    const key = kept(this.#slot());
    if (key && this.#lottery) await this.#enter(key);
  }

  async refresh() {
    const reader = this.reader();
    if (!reader) return;
    try {
      const [lottery, { items }] = await Promise.all([reader.read(this.#address()), reader.read(`${this.#address()}/draws`)]);
      if (reader !== this.reader()) return;
      [this.#lottery, this.#last] = [lottery, items[0] ?? null];
    } catch (fault) {
      if (reader !== this.reader()) return;
      this.#lottery ??= null;
    }
    await super.refresh();
    this.#lookAgain();
  }

  /** What the button does: enters once, or reads anew where nothing could be read. */
  async press() {
    if (!this.#lottery) return this.refresh();
    return this.#isAsking || this.#refused() ? undefined : this.#enter(crypto.randomUUID());
  }

  /** One press is one entry, however often the call is made, also after a reload. @param {string} key */
  async #enter(key) {
    const client = this.reader();
    if (!client || this.#isAsking) return;
    keep(this.#slot(), key);
    this.#ask(() => '');
    try {
      const { body } = await client.call('POST', `${this.#address()}/plays`, { body: {}, key, onWait: (why, seconds) => this.#ask((say) => (why === 'busy' ? say.busy(seconds) : say.offline)) });
      this.#said = (say) => say.entered(body.entry.number);
      this.dispatchEvent(new CustomEvent('enter', { detail: body, bubbles: true, composed: true }));
    } catch (fault) {
      this.#refuse(fault);
    }
    keep(this.#slot(), null);
    this.#isAsking = false;
    this.draw();
    await this.refresh();
  }

  /** @param {any} draw */
  async #claim(draw) {
    const client = this.reader();
    if (!client || this.#isAsking) return;
    this.#ask(() => '');
    try {
      const { body } = await client.call('POST', await this.address(`draws/${draw.lotteryId}/${draw.period}/claim`));
      this.#said = (say) => say.claimed(prizeName(body.won, this.language()));
      this.dispatchEvent(new CustomEvent('claim', { detail: body, bubbles: true, composed: true }));
    } catch (fault) {
      this.#refuse(fault);
    }
    this.#isAsking = false;
    await this.refresh();
  }

  /** @param {any} fault */
  #refuse(fault) {
    this.#said = (say) => say.refused[fault.code] ?? say.other;
    this.fail(fault);
  }

  /** @param {(say: typeof words.en) => string} said */
  #ask(said) {
    [this.#isAsking, this.#said] = [true, said];
    this.draw();
  }

  draw() {
    const say = words[this.language()];
    const { body, said, act, fair } = this.#parts;
    const lottery = this.#lottery;
    const text = this.#said(say);
    if (said.textContent !== text) said.textContent = text;
    fair.hidden = !lottery;
    act.textContent = this.#caption(say);
    act.setAttribute('aria-disabled', String(this.#isAsking || (lottery ? this.#refused() : !this.hasFailed())));
    if (!lottery) return body.replaceChildren(html('p', { class: 'state' }, this.hasFailed() ? say.failed : say.loading));
    const lang = this.language();
    const prizes = lottery.prizes.map((/** @type {any} */ prize) => html('li', {}, html('b', {}, prizeName(prize, lang)), html('span', { class: 'muted' }, say.times(prize.count))));
    const { plays } = lottery;
    const facts = [...(lottery.open && plays.free > 0 ? [say.free(plays.free)] : []), ...(plays.tickets > 0 ? [say.tickets(plays.tickets)] : []), ...(lottery.cost === null ? [] : [say.cost(lottery.cost)]), ...(lottery.daily ? [say.daily] : [])];
    body.replaceChildren(html('p', { class: 'when' }, html('b', {}, this.#when(say)), html('span', { class: 'muted', 'data-left': '' }, this.#left())), html('ul', { class: 'prizes', role: 'list', 'aria-label': say.prizes }, ...prizes),
      html('p', { 'data-mine': '' }, say.mine(lottery.entries ?? 0)), html('ul', { class: 'facts', role: 'list' }, ...facts.map((fact) => html('li', {}, fact))));
    this.#drawWins(say);
    this.#drawResult(say);
    return this.#drawFair(say);
  }

  /** @param {typeof words.en} say */
  #caption(say) {
    const lottery = this.#lottery;
    if (this.#isAsking) return say.asking;
    if (!lottery) return this.hasFailed() ? say.reload : say.asking;
    if (this.#refused()) return lottery.open ? say.full : say.closed;
    if (lottery.plays.free > 0) return say.enterFree;
    if (lottery.plays.tickets > 0) return say.enterTicket;
    return lottery.cost === null ? say.enter : say.enterFor(lottery.cost);
  }

  /** The silo would refuse an entry. */
  #refused() {
    const { open, plays, cost } = this.#lottery;
    return !open || plays.today === 0 || plays.total === 0 || (plays.free === 0 && plays.tickets === 0 && cost === null);
  }

  /** @param {typeof words.en} say */
  #when(say) {
    const { open, opens, closes } = this.#lottery;
    if (open) return say.closes(clock(closes, say.locale));
    return opens && Date.parse(opens) > Date.now() ? say.opens(clock(opens, say.locale)) : say.closed;
  }

  #left() {
    const { open, closes } = this.#lottery;
    const minutes = Math.floor((Date.parse(closes) - Date.now()) / 60_000);
    return open && minutes >= 0 ? words[this.language()].left(Math.floor(minutes / 1440), Math.floor(minutes / 60) % 24, minutes % 60) : '';
  }

  /** Prizes of this draw that the member won and has not, or has since the last one. @param {typeof words.en} say */
  #drawWins(say) {
    const lang = this.language();
    const won = this.#own().filter((/** @type {any} */ { win, period }) => win && (win.state === 'open' || period === this.#last?.period));
    const held = this.shadowRoot?.activeElement?.getAttribute('data-key');
    this.#parts.wins.replaceChildren(...won.map((/** @type {any} */ draw) => {
      const { win } = draw;
      const claim = html('button', { class: 'act', type: 'button', 'data-key': draw.period, 'aria-disabled': String(this.#isAsking) }, say.claim);
      claim.addEventListener('click', () => this.#claim(draw));
      return html('div', { class: 'win', 'data-state': win.state }, html('b', {}, say.won(prizeName(win.won, lang))), ...(win.state === 'open'
        ? [html('p', { class: 'actions' }, claim, html('span', {}, say.until(clock(win.deadline, say.locale))))] : [html('span', {}, win.state === 'given' ? say.given : say.lapsed)]));
    }));
    if (held) /** @type {HTMLElement | null} */ (this.#parts.wins.querySelector(`[data-key="${held}"]`))?.focus();
  }

  /** @param {typeof words.en} say */
  #drawResult(say) {
    const last = this.#last;
    if (!last) return this.#parts.result.replaceChildren();
    if (last.state !== 'drawn') return this.#parts.result.replaceChildren(html('p', { class: 'state' }, say.drawing));
    const lang = this.language();
    const rows = last.places.map((/** @type {any} */ place) => html('tr', place.mine ? { class: 'is-mine' } : {}, html('td', {}, String(place.place)), html('td', {}, prizeName(place.won, lang)),
      html('td', {}, place.mine ? say.you : place.alias, ...(say.states[place.state] ? [html('small', {}, say.states[place.state])] : []))));
    const head = html('thead', {}, html('tr', {}, ...[say.place, say.prize, say.winner].map((title) => html('th', { scope: 'col' }, title))));
    const own = this.#own().find((/** @type {any} */ draw) => draw.period === last.period);
    return this.#parts.result.replaceChildren(
      html('p', { class: 'when' }, html('b', {}, say.result(dayOf(last.period, say.locale))), html('span', { class: 'muted' }, say.of(last.entries, last.members))),
      ...(own && !own.win ? [html('p', { 'data-not': '' }, say.notYou)] : []),
      rows.length > 0 ? html('table', {}, head, html('tbody', {}, ...rows)) : html('p', { class: 'state' }, say.nobody));
  }

  /** @param {typeof words.en} say */
  #drawFair(say) {
    const { fair } = this.#parts;
    const { commitment, period } = this.#lottery;
    const summary = fair.querySelector('summary') ?? html('summary');
    summary.textContent = say.fair;
    if (!summary.isConnected) fair.append(summary);
    for (const old of [...fair.children]) if (old !== summary) old.remove();
    const own = this.#own().find((/** @type {any} */ draw) => draw.period === (this.#last?.state === 'drawn' ? this.#last.period : period)) ?? this.#own()[0];
    const receipt = html('button', { class: 'link', type: 'button' }, say.receipt);
    receipt.addEventListener('click', async () => {
      const { body } = await /** @type {import('./jifen.js').Jifen} */ (this.reader()).call('GET', await this.address(`draws/${own.lotteryId}/${own.period}/receipt`), { attempts: 3 });
      save(`${own.lotteryId}-${own.period}`, body);
    });
    const check = html('a', { class: 'link', href: this.getAttribute('explain') ?? `${this.origin()}/fair`, target: '_blank', rel: 'noopener' }, say.check);
    fair.append(html('p', {}, say.fairText), ...(commitment ? [html('p', {}, say.print), html('code', {}, commitment)] : []), ...(this.#last?.seed ? [html('p', {}, say.secret), html('code', { 'data-seed': '' }, this.#last.seed)] : []),
      ...(own?.entries > 0 ? [receipt] : []), check);
  }

  /** @returns {any[]} Draws of this lottery, newest first. */
  #own() {
    return (this.read()?.items ?? []).filter((/** @type {any} */ draw) => draw.lotteryId === this.getAttribute('lottery'));
  }

  #address() {
    return `/v1/lotteries/${encodeURIComponent(this.getAttribute('lottery') ?? '')}`;
  }

  #slot() {
    return `jifen-draw:${this.getAttribute('lottery')}`;
  }

  #tick() {
    const left = this.#lottery && this.#parts.body.querySelector('[data-left]');
    if (left) left.textContent = this.#left();
    if (this.#lottery?.open && Date.parse(this.#lottery.closes) <= Date.now()) this.refresh();
  }

  /** Until a closed period is drawn, and until those who won are told. */
  #lookAgain() {
    const waits = this.#last?.state === 'closing' || this.#own().some((draw) => draw.state === 'closing');
    if (waits && this.isConnected) setTimeout(() => { if (this.isConnected) this.refresh(); }, LOOK_MS);
  }
}

customElements.define('jifen-draw', JifenDraw);
