// @ts-check
/** One widget alone on its page. */
import { html } from '../wheel/panel.js';
import { propertiesOf, ruleOf, themes } from './themes.js';
import { words } from './words.js';

/**
 * @typedef {import('../wheel/words.js').Lang} Lang
 * @typedef {import('./table.js').Widget} Widget
 * @typedef {import('./themes.js').Theme} Theme
 * @typedef {(say: typeof words.en) => string} Sentence
 */

/** Events that stay on the page. */
const HEARD = 6;

const DETAIL = 240;

export class Sheet {
  #widget;
  #rule = new CSSStyleSheet();
  /** @type {HTMLElement | null} */
  #element = null;
  /** What the element names, once it is known. @type {string | null} */
  #id = null;
  /** @type {Lang} */
  #lang = 'en';
  /** @type {Theme} */
  #theme = 'light';
  /** @type {Sentence | null} */
  #notice = null;
  #isAlarm = false;
  /** @type {{ at: Date, type: string, detail: string }[]} */
  #heard = [];
  #parts = {
    notice: html('p', { class: 'notice', role: 'status' }), way: html('pre', { hidden: '' }), stage: html('section', { class: 'card stage' }), embed: html('section', { class: 'card' }),
    interface: html('section', { class: 'card' }), events: html('section', { class: 'card' }), theme: html('section', { class: 'card' }),
  };

  /** @param {Widget} widget @param {HTMLElement} place */
  constructor(widget, place) {
    this.#widget = widget;
    const { notice, way, stage, embed, interface: attributes, events, theme } = this.#parts;
    place.classList.add('is-one');
    place.append(html('div', { class: 'left' }, notice, way, stage), html('div', {}, embed, theme, attributes, events));
    document.adoptedStyleSheets = [this.#rule];
  }

  /** The page could not begin: nobody is known, or the silo could not be reached. */
  get isClosed() {
    return this.#isAlarm;
  }

  /** @param {Lang} lang @param {Theme} theme */
  show(lang, theme) {
    [this.#lang, this.#theme] = [lang, theme];
    this.#element?.setAttribute('lang', lang);
    this.#draw();
  }

  /** Puts the element on the page, by the markup that the page tells to copy. @param {import('../jifen.js').Jifen} client @param {import('../jifen.js').TokenSource} token @param {Sentence} who */
  async open(client, token, who) {
    await import(`../jifen-${this.#widget.name}.js`);
    this.#id = await idOf(this.#widget, client);
    this.#notice = this.#widget.names && !this.#id ? () => this.#widget[this.#lang].missing : who;
    if (!this.#widget.names || this.#id) {
      const template = document.createElement('template');
      template.innerHTML = this.#markup();
      this.#element = /** @type {HTMLElement} */ (template.content.firstElementChild);
      for (const type of this.#widget.events) this.#element.addEventListener(type, (event) => this.#hear(/** @type {CustomEvent} */ (event)));
      this.#parts.stage.replaceChildren(this.#element);
      /** @type {any} */ (this.#element).token = token;
    }
    this.#draw();
  }

  /** @param {any} fault */
  fail(fault) {
    this.#isAlarm = true;
    this.#notice = (say) => (fault.code === 'no_token' ? say.nobody : fault.status === 401 ? say.over : fault.status === 429 ? say.crowded : say.failed);
    this.#parts.way.hidden = fault.code !== 'no_token' && fault.status !== 401;
    this.#draw();
  }

  /** @param {CustomEvent} event */
  #hear({ type, detail }) {
    const text = JSON.stringify(detail) ?? '';
    this.#heard = [{ at: new Date(), type, detail: text.length > DETAIL ? `${text.slice(0, DETAIL)}…` : text }, ...this.#heard].slice(0, HEARD);
    this.#drawEvents();
  }

  #markup() {
    const { name, names } = this.#widget;
    return `<jifen-${name}${names ? ` ${names}="${this.#id ?? '…'}"` : ''} lang="${this.#lang}"\n  server="${location.origin}"></jifen-${name}>`;
  }

  #draw() {
    const say = words[this.#lang];
    const { notice, way, stage } = this.#parts;
    notice.textContent = (this.#notice ?? ((words) => words.loading))(say);
    notice.classList.toggle('is-alarm', this.#isAlarm);
    stage.hidden = !this.#element;
    stage.setAttribute('aria-label', this.#widget[this.#lang].title);
    way.textContent = `curl -X POST ${location.origin}/v1/members/MEMBER/token \\\n  -H 'Authorization: Bearer SERVER_KEY'\n\n${location.origin}${location.pathname}#token=PLAYER_TOKEN`;
    this.#drawEmbed();
    this.#drawTheme();
    this.#drawInterface();
    this.#drawEvents();
  }

  #drawEmbed() {
    const say = words[this.#lang];
    const { name } = this.#widget;
    const text = `${this.#markup()}\n<script type="module">\n  import '${location.origin}/widgets/jifen-${name}.js';\n\n`
      + `  document.querySelector('jifen-${name}').token =\n    async () => (await fetch('/my-backend/player-token')).text();\n</script>`;
    this.#parts.embed.replaceChildren(html('h2', {}, say.embed), ...copied(text, say), html('p', { class: 'muted' }, say.embedNote));
  }

  #drawTheme() {
    const say = words[this.#lang];
    const known = this.#element ? propertiesOf(this.#element) : new Map();
    const rule = ruleOf(`jifen-${this.#widget.name}`, this.#theme, known);
    this.#rule.replaceSync(this.#element ? rule : '');
    const list = [...known].flatMap(([name, otherwise]) => themed(name, otherwise, this.#theme, say));
    this.#parts.theme.hidden = known.size === 0;
    this.#parts.theme.replaceChildren(html('h2', {}, say.properties), html('p', { class: 'muted' }, this.#theme === 'light' ? say.noRule : say.themeNote),
      ...(this.#theme === 'light' ? [] : copied(rule, say)), html('dl', {}, ...list));
  }

  #drawInterface() {
    const say = words[this.#lang];
    const { name, more, parts } = this.#widget;
    const watched = /** @type {any} */ (customElements.get(`jifen-${name}`))?.observedAttributes ?? [];
    this.#parts.interface.replaceChildren(html('h2', {}, say.attributes), html('dl', {}, ...[...watched, ...more].flatMap((one) => told(one, say))),
      ...(parts.length ? [html('h3', {}, say.parts), html('p', { class: 'muted' }, html('code', {}, parts.join(', ')))] : []));
  }

  #drawEvents() {
    const say = words[this.#lang];
    const clock = new Intl.DateTimeFormat(say.locale, { timeStyle: 'medium' });
    const lines = this.#heard.map(({ at, type, detail }) => html('li', {}, `${clock.format(at)} `, html('b', {}, type), ' ', html('code', {}, detail)));
    this.#parts.events.replaceChildren(html('h2', {}, say.events), html('dl', {}, ...this.#widget.events.flatMap((one) => told(one, say))), html('h3', {}, say.heard),
      lines.length ? html('ol', { class: 'heard', role: 'list' }, ...lines) : html('p', { class: 'muted' }, say.nothingHeard));
  }
}

/** What the element shows: the first game or streak of its kind. @param {Widget} widget @param {import('../jifen.js').Jifen} client @returns {Promise<string | null>} */
async function idOf({ names, kind }, client) {
  if (!names) return null;
  const list = names === 'lottery' ? '/v1/lotteries' : `/v1/members/${encodeURIComponent(await client.member())}/challenges`;
  return (await client.read(list)).items.find((/** @type {any} */ item) => item.kind === kind)?.id ?? null;
}

/** A name and what it means. @param {string} name @param {typeof words.en} say */
function told(name, say) {
  return [html('dt', {}, html('code', {}, name)), html('dd', {}, say.means[name] ?? '')];
}

/** A custom property with its colour, if it is one, and what holds where it is not set. @param {string} name @param {string} otherwise @param {Theme} theme @param {typeof words.en} say */
function themed(name, otherwise, theme, say) {
  const [term, meaning] = told(name, say);
  meaning.prepend(swatch(themes[theme][name] ?? otherwise));
  if (otherwise) meaning.append(` · ${say.otherwise} `, html('code', {}, otherwise));
  return [term, meaning];
}

/** @param {string} value */
function swatch(value) {
  const mark = html('i', { class: 'swatch' });
  mark.style.background = value;
  mark.hidden = !CSS.supports('color', value);
  return mark;
}

/** Text to copy, and the button that copies it; where a page may not, it is marked. @param {string} text @param {typeof words.en} say */
function copied(text, say) {
  const [pre, said, button] = [html('pre', {}, text), html('span', { class: 'muted', role: 'status' }), html('button', { type: 'button', class: 'chip' }, say.copy)];
  button.addEventListener('click', async () => {
    const wasCopied = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    if (!wasCopied) getSelection()?.selectAllChildren(pre);
    said.textContent = wasCopied ? say.copied : say.marked;
  });
  return [pre, html('div', { class: 'copy' }, button, said)];
}
