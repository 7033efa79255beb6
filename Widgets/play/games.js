// @ts-check
/** The games of one kind: one at a time, and a button for each where there are several. The browser keeps which it was, so that what a reload interrupted goes on. */
import { html } from '../wheel/panel.js';
import { keep, kept } from './settings.js';
import { words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** `covered` is the id of a card that is open and not shown to its end. @typedef {HTMLElement & { client: import('../jifen.js').Jifen | null, isBusy: boolean, covered?: string | null }} GameWidget */

export class Games {
  /** @type {any[]} */
  #lotteries = [];
  /** Those that were looked at, by the id of their lottery. @type {Map<string, GameWidget>} */
  #widgets = new Map();
  /** @type {Map<string, HTMLElement>} */
  #buttons = new Map();
  #chosen = '';
  /** Games with a result that nobody has seen. @type {Set<string>} */
  #waiting = new Set();
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
    this.section = section;
    this.tag = tag;
    this.begun = begun;
    this.busy = busy;
    this.title = /** @type {HTMLElement} */ (section.querySelector('h2'));
    this.choice = html('div', { class: 'choice', role: 'group', 'aria-labelledby': this.title.id });
    this.title.after(this.choice);
  }

  /** Whether a result is on its way, or being shown, in one of them. */
  get isBusy() {
    return [...this.#widgets.values()].some(({ isBusy }) => isBusy);
  }

  /** The card that is open and not shown to its end; null for none. */
  get covered() {
    return [...this.#widgets.values()].map(({ covered }) => covered ?? null).find(Boolean) ?? null;
  }

  /** Marks the buttons of games whose results nobody has seen; the game that is shown tells it itself. @param {Set<string>} waiting Ids of lotteries. */
  mark(waiting) {
    this.#waiting = waiting;
    this.show(this.#lang, this.#together);
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
      const isMarked = this.#waiting.has(id) && id !== this.#chosen;
      button.textContent = name[lang];
      if (isMarked) button.setAttribute('aria-label', words[lang].waits(name[lang]));
      else button.removeAttribute('aria-label');
      button.classList.toggle('is-waiting', isMarked);
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
