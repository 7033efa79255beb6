// @ts-check
/** What all widgets share: who plays, in which language, and when they begin. */
import { Jifen } from './jifen.js';
import { langOf } from './wheel/words.js';

export class JifenWidget extends HTMLElement {
  /** @type {import('./jifen.js').TokenSource | null} */
  #token = null;
  /** @type {Jifen | null} */
  #client = null;
  #isWaiting = false;

  /** Gives a player token that is fresh; asked again before it ends. */
  get token() {
    return this.#token;
  }

  set token(source) {
    this.#token = source;
    this.soon();
  }

  /** Instead of `token`: a client that others use too. */
  get client() {
    return this.#client;
  }

  set client(client) {
    this.#client = client;
    this.soon();
  }

  /** The silo's origin; empty for that of the page. A method, so that no framework takes it for the property of the attribute. */
  origin() {
    return this.getAttribute('server') ?? '';
  }

  language() {
    return langOf(this.getAttribute('lang') || this.closest('[lang]')?.getAttribute('lang') || navigator.language);
  }

  connectedCallback() {
    for (const name of /** @type {const} */ (['token', 'client'])) {
      // Set before this class was known, the property lies on the element itself and hides the accessor.
      const early = Object.getOwnPropertyDescriptor(this, name);
      if (early) {
        delete (/** @type {any} */ (this))[name];
        this[name] = early.value;
      }
    }
    this.draw();
    this.soon();
  }

  /** Begins once, after all properties and attributes of this moment are set. */
  soon() {
    if (this.#isWaiting) return;
    this.#isWaiting = true;
    queueMicrotask(() => {
      this.#isWaiting = false;
      if (this.isConnected) this.begin();
    });
  }

  /** The client to read and play with; null while nobody is known. */
  opened() {
    return this.#client ?? (this.#token && new Jifen({ server: this.origin(), token: this.#token }));
  }

  /** Tells the page what was refused, or not reached. @param {any} fault */
  fail(fault) {
    this.dispatchEvent(new CustomEvent('error', { detail: { code: fault.code ?? 'internal', message: fault.message } }));
  }

  /** Reads anew, from the beginning. @returns {void | Promise<void>} */
  begin() {}

  /** Draws what is known. */
  draw() {}
}
