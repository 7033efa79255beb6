// @ts-check
/** The games of one kind: one at a time, and a button for each where there are several. The browser keeps which it was, so that what a reload interrupted goes on. */
import { html } from '../wheel/panel.js';
import { keep, kept } from './settings.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {HTMLElement & { client: import('../jifen.js').Jifen | null, isBusy: boolean }} GameWidget */

export class Games {
  /** @type {any[]} */
  #lotteries = [];
  /** Those that were looked at, by the id of their lottery. @type {Map<string, GameWidget>} */
  #widgets = new Map();
  /** @type {Map<string, HTMLElement>} */
  #buttons = new Map();
  #chosen = '';
  /** @type {Lang} */
  #lang = 'en';
  #together = '';

  /**
   * @param {HTMLElement} section Where they are shown; hidden while there are none.
   * @param {string} tag Of the widget, such as `jifen-wheel`
   * @param {(widget: GameWidget) => void} begun Called for each widget before it is shown first
   * @param {() => void} busy Called where another game was chosen before a result was shown to its end
   */
  constructor(section, tag, begun, busy) {
    [this.section, this.tag, this.begun, this.busy] = [section, tag, begun, busy];
    this.title = /** @type {HTMLElement} */ (section.querySelector('h2'));
    this.choice = html('div', { class: 'choice', role: 'group', 'aria-labelledby': this.title.id });
    this.title.after(this.choice);
  }

  /** Whether a result is on its way, or being shown, in one of them. */
  get isBusy() {
    return [...this.#widgets.values()].some(({ isBusy }) => isBusy);
  }

  /** @param {any[]} lotteries Of this kind, in the programme's order. */
  begin(lotteries) {
    this.#lotteries = lotteries;
    this.#buttons = new Map(lotteries.map(({ id }) => [id, html('button', { type: 'button', 'data-lottery': id })]));
    for (const [id, button] of this.#buttons) button.addEventListener('click', () => this.#choose(id));
    this.choice.replaceChildren(...this.#buttons.values());
    this.choice.hidden = lotteries.length < 2;
    this.section.hidden = lotteries.length === 0;
    const last = kept(this.tag);
    if (lotteries.length) this.#choose((lotteries.find(({ id }) => id === last) ?? lotteries[0]).id);
  }

  /** @param {Lang} lang @param {string} together What several of them are called. */
  show(lang, together) {
    [this.#lang, this.#together] = [lang, together];
    const [first, ...more] = this.#lotteries;
    this.title.textContent = more.length ? together : first?.name[lang] ?? '';
    for (const widget of this.#widgets.values()) widget.setAttribute('lang', lang);
    for (const { id, name } of this.#lotteries) {
      const button = /** @type {HTMLElement} */ (this.#buttons.get(id));
      button.textContent = name[lang];
      button.setAttribute('aria-pressed', String(id === this.#chosen));
    }
  }

  /** A result that is on its way is shown to its end before another game comes. @param {string} id */
  #choose(id) {
    if (id === this.#chosen) return undefined;
    if (this.#widgets.get(this.#chosen)?.isBusy) return this.busy();
    this.#chosen = id;
    keep(this.tag, id);
    if (!this.#widgets.has(id)) this.#open(id);
    for (const [other, widget] of this.#widgets) widget.hidden = other !== id;
    return this.show(this.#lang, this.#together);
  }

  /** @param {string} id */
  #open(id) {
    const widget = /** @type {GameWidget} */ (document.createElement(this.tag));
    widget.setAttribute('lottery', id);
    this.#widgets.set(id, widget);
    this.begun(widget);
    this.section.append(widget);
  }
}
