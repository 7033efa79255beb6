// @ts-check
/** Reads go out in the order in which they were asked for, some at once and the others one after another, so that two open pages of a member keep below what a silo lets one member call. */

/** Reads at once after a pause. */
const BURST = 8;

/** Time in which one more may go; four a second. */
const INTERVAL_MS = 250;

export class Pace {
  /** When all reads that were let go are over, by the clock of the page. */
  #full = 0;

  /** Ends when the next read may go, at the earliest when all that is asked at this moment has been. Asked in turn, it ends in turn. @param {boolean} isNow It does not wait, and counts. @returns {Promise<void>} */
  async turn(isNow) {
    const now = performance.now();
    this.#full = Math.max(this.#full, now) + INTERVAL_MS;
    const wait = this.#full - now - BURST * INTERVAL_MS;
    if (!isNow) await new Promise((resolve) => setTimeout(resolve, Math.max(0, wait)));
  }
}
