// @ts-check
/** Language and theme, kept by the browser where it keeps anything. */
import { langOf } from '../wheel/words.js';
import { words } from './words.js';

const THEMES = /** @type {const} */ (['auto', 'light', 'dark']);

/** @typedef {import('../wheel/words.js').Lang} Lang */

export class Settings {
  /** @type {Lang} */
  lang = langOf(new URLSearchParams(location.search).get('lang') ?? kept('lang') ?? navigator.language);
  #theme = THEMES.find((theme) => theme === kept('theme')) ?? 'auto';

  /** @param {() => void} changed */
  constructor(changed) {
    element('lang').addEventListener('click', () => {
      this.lang = this.lang === 'en' ? 'zh' : 'en';
      keep('lang', this.lang);
      this.show();
      changed();
    });
    element('theme').addEventListener('click', () => {
      this.#theme = THEMES[(THEMES.indexOf(this.#theme) + 1) % THEMES.length];
      keep('theme', this.#theme);
      this.show();
    });
    this.show();
  }

  show() {
    const say = words[this.lang];
    document.documentElement.lang = this.lang === 'zh' ? 'zh-CN' : 'en';
    document.documentElement.dataset.theme = this.#theme;
    document.title = say.title;
    element('lang').textContent = say.otherLang;
    element('lang').lang = this.lang === 'en' ? 'zh-CN' : 'en';
    element('theme').setAttribute('aria-label', say.theme(say[this.#theme]));
    element('theme').title = say.theme(say[this.#theme]);
    document.querySelector('[data-label]')?.setAttribute('aria-label', say.settings);
    for (const told of document.querySelectorAll('[data-say]')) told.textContent = /** @type {any} */ (say)[told.getAttribute('data-say') ?? ''];
  }
}

/** @param {string} id @returns {HTMLElement} */
export function element(id) {
  return /** @type {HTMLElement} */ (document.getElementById(id));
}

/** What the browser kept. @param {string} name */
export function kept(name) {
  try {
    return localStorage.getItem(`jifen:${name}`);
  } catch {
    return null;
  }
}

/** @param {string} name @param {string} value */
export function keep(name, value) {
  try {
    localStorage.setItem(`jifen:${name}`, value);
  } catch {
    return;
  }
}
