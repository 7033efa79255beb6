// @ts-check
/** `/widgets/` lists the widgets; `/widgets/NAME` shows one of them alone, with the markup that shows it, what it hears, and its theme. */
import { Jifen } from '../jifen.js';
import { keep, kept } from '../play/settings.js';
import { session } from '../play/session.js';
import { html } from '../wheel/panel.js';
import { langOf } from '../wheel/words.js';
import { Sheet } from './sheet.js';
import { widgets } from './table.js';
import { THEMES } from './themes.js';
import { words } from './words.js';

/** @typedef {import('./themes.js').Theme} Theme */

const name = location.pathname.split('/')[2] ?? '';
const shown = widgets.find((widget) => widget.name === name);
const place = /** @type {HTMLElement} */ (document.getElementById('page'));
let lang = langOf(new URLSearchParams(location.search).get('lang') ?? kept('lang') ?? navigator.language);
let theme = THEMES.find((one) => one === kept('widget-theme')) ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
const sheet = shown && new Sheet(shown, place);

function drawSettings() {
  const say = words[lang];
  const button = /** @type {HTMLElement} */ (document.getElementById('lang'));
  button.textContent = say.otherLang;
  button.lang = lang === 'en' ? 'zh-CN' : 'en';
  for (const label of document.querySelectorAll('#themes label')) {
    const input = /** @type {HTMLInputElement} */ (label.querySelector('input'));
    input.checked = input.value === theme;
    /** @type {HTMLElement} */ (label.querySelector('span')).textContent = say.themes[/** @type {Theme} */ (input.value)];
  }
}

function drawText() {
  const say = words[lang];
  const { title, what } = shown?.[lang] ?? say;
  document.documentElement.lang = say.locale;
  document.documentElement.dataset.theme = theme;
  document.title = shown ? `${title} · ${say.brand}` : title;
  /** @type {HTMLElement} */ (document.getElementById('title')).textContent = title;
  /** @type {HTMLElement} */ (document.getElementById('what')).textContent = what;
  for (const told of document.querySelectorAll('[data-say]')) told.textContent = /** @type {any} */ (say)[told.getAttribute('data-say') ?? ''];
  for (const told of document.querySelectorAll('[data-label]')) told.setAttribute('aria-label', /** @type {any} */ (say)[told.getAttribute('data-label') ?? '']);
}

function drawLinks() {
  const links = widgets.map((widget) => html('a', { href: `/widgets/${widget.name}`, ...(widget === shown ? { 'aria-current': 'page' } : {}) }, widget[lang].title));
  const others = /** @type {HTMLElement} */ (document.getElementById('others'));
  others.hidden = !shown;
  if (shown) others.replaceChildren(...links);
  else place.replaceChildren(html('ul', { class: 'list', role: 'list' }, ...widgets.map(card)));
}

/** @param {import('./table.js').Widget} widget */
function card(widget) {
  const { title, what } = widget[lang];
  return html('li', {}, html('a', { href: `/widgets/${widget.name}` }, html('b', {}, title), html('code', {}, `<jifen-${widget.name}>`), html('p', {}, what)));
}

function draw() {
  drawSettings();
  drawText();
  drawLinks();
  sheet?.show(lang, theme);
}

function beginSettings() {
  document.getElementById('themes')?.append(...THEMES.map((value) => html('label', {}, html('input', { type: 'radio', name: 'theme', value }), html('span'))));
  document.getElementById('themes')?.addEventListener('change', ({ target }) => {
    theme = /** @type {Theme} */ (/** @type {HTMLInputElement} */ (target).value);
    keep('widget-theme', theme);
    draw();
  });
  document.getElementById('lang')?.addEventListener('click', () => {
    lang = lang === 'en' ? 'zh' : 'en';
    keep('lang', lang);
    draw();
  });
}

async function begin() {
  const { token, isGuest } = session();
  const client = new Jifen({ token });
  const member = await client.member();
  await sheet?.open(client, token, (say) => (isGuest ? say.guest(member) : say.member(member)));
}

beginSettings();
draw();
if (sheet) {
  // A token that comes after the page could not begin is a new beginning; one that comes later renews the session by itself.
  addEventListener('hashchange', () => sheet.isClosed && location.reload());
  begin().catch((fault) => sheet.fail(fault));
}
