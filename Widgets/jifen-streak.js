// @ts-check
/**
 * `<jifen-streak challenge="…">`: days in a row with their calendar, what the next days bring, and the time that is left today. See docs/widgets.md.
 *
 * Attributes: `challenge`, `server`, `lang`. Properties: `token` or `client`. Events: `read` (it was read; `detail` is the streak), `error` (refused, or not reached).
 */
import { calendar, dayIn } from './challenges/calendar.js';
import { style } from './challenges/style.js';
import { clock, dayName, rewardText, words } from './challenges/words.js';
import { html } from './wheel/panel.js';
import { MemberWidget } from './member-widget.js';

/** The clock below the count shows minutes. */
const TICK_MS = 10_000;

export class JifenStreak extends MemberWidget {
  static observedAttributes = ['lang', 'challenge', 'server'];

  /** A change under way has a key; until it is answered, the same press makes the same call. @type {string | null} */
  #key = null;
  /** @type {(say: typeof words.en) => string} */
  #said = () => '';
  #timer = 0;
  #parts = { body: html('div'), said: html('p', { class: 'said', role: 'status', 'aria-live': 'polite' }), pause: html('div') };

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#parts.body, this.#parts.said, this.#parts.pause);
  }

  wanted() {
    return `challenges/${encodeURIComponent(this.getAttribute('challenge') ?? '')}`;
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    clearInterval(this.#timer);
  }

  async begin() {
    clearInterval(this.#timer);
    this.#timer = setInterval(() => this.#tick(), TICK_MS);
    await super.begin();
  }

  draw() {
    const say = words[this.language()];
    this.#parts.said.textContent = this.#said(say);
    if (!this.read()?.streak) {
      this.#parts.body.replaceChildren(html('p', { class: 'state' }, this.hasFailed() ? say.failed : say.loading));
      this.#parts.pause.replaceChildren();
      return;
    }
    this.#keepFocus(this.#parts.body, this.#whole());
    this.#drawPause();
  }

  #whole() {
    const lang = this.language();
    const [say, { streak, sentence, need }] = [words[lang], this.read()];
    const step = streak.current === 0 ? 0 : (streak.current - 1) % need + 1;
    const count = html('div', { class: `count${streak.today === 'broken' || streak.today === 'idle' ? ' is-resting' : ''}` }, html('b', { part: 'count' }, String(streak.current)));
    count.style.setProperty('--part', String(step / need));
    const top = html('div', { class: 'top' }, count, html('p', {}, html('b', {}, say.row(streak.current)), html('span', { class: 'state' }, `${say.today[/** @type {'done'} */ (streak.today)]}`),
      html('span', { class: 'state', 'data-left': '' }, this.#left())));
    const facts = [say.longest(streak.longest), ...(streak.freezesLeft > 0 ? [say.freezes(streak.freezesLeft)] : [])];
    return [top, html('p', { class: 'sentence' }, sentence[lang]), ...this.#steps(step), calendar(dayIn(new Date(), streak.zone), streak.timeline ?? [], lang),
      html('p', { class: 'foot' }, ...facts.map((text) => html('span', {}, text))), ...this.#repair()];
  }

  /** What the days of a round bring. @param {number} step */
  #steps(step) {
    const lang = this.language();
    const say = words[lang];
    const { rewards, current } = this.read().streak;
    if (rewards.length === 0) return [];
    const next = rewards.find((/** @type {any} */ reward) => reward.day > step)?.day ?? rewards[0].day;
    return [html('ol', { class: 'steps', tabindex: '0', 'aria-label': say.reward }, ...rewards.map((/** @type {any} */ reward) => {
      const has = current > 0 && reward.day <= step;
      return html('li', { class: has ? 'has' : reward.day === next ? 'next' : '' }, html('b', {}, say.day(reward.day)), rewardText(reward, lang), ...(has ? [html('span', { class: 'unseen' }, `, ${say.reached}`)] : []));
    }))];
  }

  #repair() {
    const offer = this.read().streak.repair;
    if (!offer) return [];
    const say = words[this.language()];
    const button = html('button', { class: 'act', type: 'button', part: 'button', 'data-key': 'repair', 'aria-disabled': String(this.#key !== null) }, say.repair(dayName(offer.day, say.locale), offer.points));
    button.addEventListener('click', () => this.#change('repair', {}, (words) => words.repaired(dayName(offer.day, words.locale))));
    return [html('p', { class: 'actions' }, button, html('span', { class: 'muted' }, say.until(clock(offer.until, this.read().streak.zone, say.locale))))];
  }

  /** The form stays as it is while somebody fills it in. */
  #drawPause() {
    const [say, { streak }] = [words[this.language()], this.read()];
    const pauses = streak.pauses.map((/** @type {any} */ pause) => html('li', {}, say.pausedDays(dayName(pause.from, say.locale), dayName(pause.through, say.locale))));
    const open = this.#parts.pause.querySelector('details')?.open ?? false;
    if (streak.pauseDaysLeft <= 0) return this.#parts.pause.replaceChildren(html('ul', { class: 'muted' }, ...pauses));
    if (open && this.#parts.pause.contains(this.shadowRoot?.activeElement ?? null)) return undefined;
    const today = dayIn(new Date(), streak.zone);
    const [from, through] = [html('input', { type: 'date', name: 'from', min: today, required: '' }), html('input', { type: 'date', name: 'through', min: today, required: '' })];
    const form = html('form', {}, html('label', {}, say.from, from), html('label', {}, say.through, through), html('button', { class: 'act', type: 'submit' }, say.set));
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const days = { from: /** @type {HTMLInputElement} */ (from).value, through: /** @type {HTMLInputElement} */ (through).value };
      this.#change('pauses', days, (words) => words.paused);
    });
    const details = html('details', open ? { open: '' } : {}, html('summary', {}, say.pause), html('p', { class: 'muted' }, say.pauseLeft(streak.pauseDaysLeft)), form, html('ul', { class: 'muted' }, ...pauses));
    return this.#parts.pause.replaceChildren(details);
  }

  /**
   * Changes the streak once, however often the call must be made.
   * @param {'repair' | 'pauses'} what @param {object} body @param {(say: typeof words.en) => string} done
   */
  async #change(what, body, done) {
    const client = this.reader();
    if (!client || this.#key) return;
    this.#key = crypto.randomUUID();
    this.draw();
    try {
      await client.call('POST', await this.address(`${this.wanted()}/${what}`), { body, key: this.#key, onWait: (why) => this.#wait(why) });
      this.#said = done;
    } catch (fault) {
      const { code } = /** @type {any} */ (fault);
      this.#said = (say) => say.refused[code] ?? say.other;
      this.fail(fault);
    }
    this.#key = null;
    await this.refresh();
  }

  /** @param {import('./jifen.js').Waiting} why */
  #wait(why) {
    this.#said = (say) => say[why];
    this.draw();
  }

  #left() {
    const { today, deadline } = this.read().streak;
    const minutes = Math.floor((Date.parse(deadline) - Date.now()) / 60_000);
    if ((today !== 'at-risk' && today !== 'frozen') || minutes < 0) return '';
    const say = words[this.language()];
    return ` · ${say.left(say.hours(Math.floor(minutes / 60), minutes % 60))}`;
  }

  #tick() {
    const left = this.read()?.streak && this.#parts.body.querySelector('[data-left]');
    if (left) left.textContent = this.#left();
    if (left && Date.parse(this.read().streak.deadline) <= Date.now()) this.refresh();
  }

  /** @param {HTMLElement} place @param {Node[]} content */
  #keepFocus(place, content) {
    const held = this.shadowRoot?.activeElement?.getAttribute('data-key');
    place.replaceChildren(...content);
    if (held) /** @type {HTMLElement | null} */ (place.querySelector(`[data-key="${held}"]`))?.focus();
  }
}

customElements.define('jifen-streak', JifenStreak);
