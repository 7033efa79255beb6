// @ts-check
/** A widget that shows something of the member: it reads it, and again whenever something happens to the member. */
import { JifenWidget } from './widget.js';

/** Changes that come close together are read once. */
const TOGETHER_MS = 250;

export class MemberWidget extends JifenWidget {
  /** @type {any} */
  #seen = null;
  /** @type {import('./jifen.js').Jifen | null} */
  #reader = null;
  #isFailed = false;
  #timer = 0;
  #stop = () => {};

  /** Set by the page: while it says true nothing is read, so that nothing tells what a game is still showing. The page calls `refresh()` after it. */
  hold = () => false;

  /** What was read last; null before. @returns {any} */
  read() {
    return this.#seen;
  }

  /** The last reading failed. */
  hasFailed() {
    return this.#isFailed;
  }

  /** With which it reads; null while it does not. */
  reader() {
    return this.#reader;
  }

  /** What of the member is read, such as `challenges`. @returns {string} */
  wanted() {
    return '';
  }

  disconnectedCallback() {
    this.#stop();
    this.#reader = null;
  }

  /** @param {string} name */
  attributeChangedCallback(name) {
    if (name === 'lang') this.draw();
    else if (this.#reader) this.soon();
  }

  /** The address of something of the member. @param {string} what */
  async address(what) {
    return `/v1/members/${encodeURIComponent((await this.#reader?.member()) ?? '')}/${what}`;
  }

  /** Reads anew. */
  async refresh() {
    const reader = this.#reader;
    if (!reader || this.hold()) return;
    try {
      const seen = await reader.read(await this.address(this.wanted()));
      if (reader !== this.#reader) return;
      [this.#seen, this.#isFailed] = [seen, false];
      this.dispatchEvent(new CustomEvent('read', { detail: seen }));
    } catch (fault) {
      if (reader !== this.#reader) return;
      this.#isFailed = true;
      this.fail(fault);
    }
    this.draw();
  }

  async begin() {
    this.#stop();
    const reader = this.#reader = this.opened();
    if (!reader) return;
    this.#stop = reader.follow(() => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.refresh(), TOGETHER_MS);
    });
    await this.refresh();
  }
}
