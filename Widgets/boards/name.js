// @ts-check
/** The form with which a member says what it is called on boards, and whether others see it. */
import { html } from '../wheel/panel.js';
import { words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {{ alias: string | null, listed: boolean, masked: string }} BoardName */

/** @param {(wish: { alias: string | null, listed: boolean }) => Promise<BoardName>} save @param {() => Promise<void>} wanted Called when it is opened: only then has anybody to know the name. */
export function nameForm(save, wanted) {
  const summary = html('summary');
  const aliasText = html('span');
  const alias = /** @type {HTMLInputElement} */ (html('input', { type: 'text', name: 'alias', maxlength: '40', autocomplete: 'nickname', spellcheck: 'false', 'aria-describedby': 'hint' }));
  const listed = /** @type {HTMLInputElement} */ (html('input', { type: 'checkbox', name: 'listed' }));
  const [listedText, hint, button] = [html('span'), html('p', { class: 'muted', id: 'hint' }), /** @type {HTMLButtonElement} */ (html('button', { class: 'act main', type: 'submit' }))];
  const said = html('p', { class: 'said', role: 'status' });
  const form = html('form', {}, html('label', { class: 'text' }, aliasText, alias), hint, html('label', { class: 'check' }, listed, listedText), html('div', {}, button));
  const element = /** @type {HTMLDetailsElement} */ (html('details', { part: 'name' }, summary, form, said));
  let [isTouched, lang] = [false, /** @type {Lang} */ ('en')];

  element.addEventListener('toggle', () => { if (element.open) wanted().catch(() => { said.textContent = words[lang].other; }); });
  form.addEventListener('input', () => {
    isTouched = true;
    alias.removeAttribute('aria-invalid');
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (button.getAttribute('aria-disabled') === 'true') return;
    button.setAttribute('aria-disabled', 'true');
    try {
      const taken = await save({ alias: alias.value.trim() || null, listed: listed.checked });
      isTouched = false;
      fill(taken);
      said.textContent = taken.listed ? words[lang].saved : words[lang].hidden;
    } catch (fault) {
      const isName = /** @type {any} */ (fault).code === 'invalid';
      if (isName) alias.setAttribute('aria-invalid', 'true');
      said.textContent = isName ? words[lang].refused : words[lang].other;
    } finally {
      button.removeAttribute('aria-disabled');
    }
  });

  /** @param {BoardName} name */
  function fill(name) {
    hint.textContent = words[lang].hint(name.masked);
    if (isTouched) return;
    alias.value = name.alias ?? '';
    listed.checked = name.listed;
  }

  /** @param {BoardName | null} name @param {Lang} to */
  function draw(name, to) {
    lang = to;
    const say = words[lang];
    [summary.textContent, aliasText.textContent, listedText.textContent, button.textContent] = [say.name, say.alias, say.listed, say.save];
    form.hidden = name === null;
    if (name) fill(name);
  }

  return { element, draw };
}
