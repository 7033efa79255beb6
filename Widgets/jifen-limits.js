// @ts-check
/**
 * `<jifen-limits>`: what a member has set itself for games that it pays for, and a break from them. See docs/widgets.md.
 *
 * Attributes: `server`, `lang`. Properties: `token` or `client`, `hold`. Events: `read` (`detail` is what the silo says), `error` (refused, or not reached).
 */
import { style } from './limits/style.js';
import { words } from './limits/words.js';
import { html } from './wheel/panel.js';
import { MemberWidget } from './member-widget.js';

/** @typedef {keyof typeof words.en.names} Name */

/** Each limit and what the silo calls the use of it. @type {[Name, string][]} */
const NAMES = [['playsPerDay', 'playsToday'], ['playsPerWeek', 'playsThisWeek'], ['pointsPerDay', 'pointsToday'], ['pointsPerWeek', 'pointsThisWeek']];

const DAY_MS = 86_400_000;

export class JifenLimits extends MemberWidget {
  static observedAttributes = ['lang', 'server'];

  #body = html('div');
  #said = html('p', { class: 'said', role: 'status' });
  /** What is being said, as long as it holds. @type {(say: typeof words.en) => string} */
  #saying = () => '';
  /** What the form was drawn of; one that its member has changed is not drawn anew under its hands. */
  #drawn = '';
  #isChanged = false;
  #isSetting = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = [style];
    root.append(this.#body, this.#said);
  }

  wanted() {
    return 'play-limits';
  }

  draw() {
    const say = words[this.language()];
    this.#said.textContent = this.#saying(say);
    const { asOf, used, ...seen } = this.read() ?? {};
    if (!asOf) {
      this.#drawn = '';
      return this.#body.replaceChildren(...this.#unread(say));
    }

    const drawn = JSON.stringify([this.language(), seen, used]);
    if (drawn === this.#drawn || (this.#isChanged && this.#drawn)) return;
    [this.#drawn, this.#isChanged] = [drawn, false];
    this.#body.replaceChildren(html('p', { class: 'note' }, say.intro), ...standing(seen, say), this.#form(seen, used, say));
  }

  /** @param {typeof words.en} say */
  #unread(say) {
    const state = html('p', { class: 'state', role: 'status' }, this.hasFailed() ? say.failed : say.loading);
    if (!this.hasFailed()) return [state];
    const again = html('button', { type: 'button' }, say.again);
    again.addEventListener('click', () => this.refresh());
    return [state, again];
  }

  /** @param {any} seen @param {any} used @param {typeof words.en} say */
  #form(seen, used, say) {
    const wished = seen.next ?? seen;
    const fields = NAMES.map(([name, use]) => html('label', {}, say.names[name],
      html('input', { name, type: 'number', inputmode: 'numeric', min: '0', step: '1', max: '1000000000', placeholder: say.none, value: wished[name] === null ? '' : String(wished[name]) }),
      html('small', {}, say.used(used[use]))));
    const breaks = html('select', { name: 'days' }, ...say.pauses.map(([days, text]) => html('option', { value: String(days) }, text)));
    const form = /** @type {HTMLFormElement} */ (html('form', {}, ...fields, html('label', { class: 'wide' }, say.pause, breaks), html('button', { class: 'wide' }, say.save)));
    form.addEventListener('input', () => { this.#isChanged = true; });
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      this.#set(new FormData(form));
    });
    return form;
  }

  /** @param {FormData} wished */
  async #set(wished) {
    if (this.#isSetting) return;
    this.#isSetting = true;
    const days = Number(wished.get('days'));
    /** @type {Record<string, number | string | null>} */
    const body = Object.fromEntries(NAMES.map(([name]) => [name, wished.get(name) === '' ? null : Number(wished.get(name))]));
    if (days > 0) body.coolOffUntil = new Date(Date.now() + days * DAY_MS).toISOString();
    try {
      await this.reader()?.call('PUT', await this.address('play-limits'), { body, key: crypto.randomUUID(), onWait: (why) => this.#wait(why) });
      this.#drawn = '';
      this.#saying = (say) => say.saved;
      await this.refresh();
    } catch (fault) {
      this.#saying = (say) => (/** @type {any} */ (fault).code === 'conflict' ? say.conflict : say.refused);
      this.fail(fault);
      this.draw();
    }
    this.#isSetting = false;
  }

  /** @param {import('./jifen.js').Waiting} why */
  #wait(why) {
    this.#saying = (say) => say[why];
    this.draw();
  }
}

/** What holds now beside the form: a break, and limits that wait. @param {any} seen @param {typeof words.en} say */
function standing({ coolOffUntil, next }, say) {
  const told = [];
  if (coolOffUntil) told.push(say.cooling(coolOffUntil));
  if (next) told.push(say.next(next.from, NAMES.map(([name]) => `${say.names[name]} ${next[name] ?? say.none}`).join(', ')));
  return told.map((text) => html('p', { class: 'standing' }, text));
}

customElements.define('jifen-limits', JifenLimits);
