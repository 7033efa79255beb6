// @ts-check
/**
 * The play that was asked for and is not answered yet. It outlives a reload and a crash of the tab, so that the same call is made again:
 * the same key and the same body give the same play.
 *
 * @typedef {{ key: string, seed: string }} Attempt
 */

export class Attempts {
  #name;
  /** Where the browser keeps nothing for this page. @type {string | null} */
  #held = null;

  /** @param {string} server @param {string} member @param {string} lottery */
  constructor(server, member, lottery) {
    this.#name = `jifen:attempt:${server}:${member}:${lottery}`;
  }

  /** @returns {Attempt | null} */
  get open() {
    const text = this.#in((storage) => storage.getItem(this.#name)) ?? this.#held;
    return text === null ? null : JSON.parse(text);
  }

  /** The open one, or a new one. The seed is the player's own part of the randomness. @returns {Attempt} */
  begin() {
    const attempt = this.open ?? { key: `spin-${random(16)}`, seed: random(16) };
    this.#held = JSON.stringify(attempt);
    this.#in((storage) => storage.setItem(this.#name, JSON.stringify(attempt)));
    return attempt;
  }

  /** The silo has answered. */
  end() {
    this.#held = null;
    this.#in((storage) => storage.removeItem(this.#name));
  }

  /** @template T @param {(storage: Storage) => T} use @returns {T | null} */
  #in(use) {
    try {
      return use(sessionStorage);
    } catch (fault) {
      if (fault instanceof DOMException) return null;
      throw fault;
    }
  }
}

/** @param {number} bytes */
function random(bytes) {
  return [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
