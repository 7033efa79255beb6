// @ts-check
/** Turns the rotor. Nothing moves before the outcome is known, and the rotor ends on it whatever happens to the animation. */
import { restAt, turnTo } from './face.js';

const TURNS = 5;
const TURN_MS = 4_800;
const PULL_BACK = 9;

export class Motion {
  /** @type {SVGSVGElement | null} */
  #rotor = null;
  #angle = 0;
  #reduced = matchMedia('(prefers-reduced-motion: reduce)');

  get isReduced() {
    return this.#reduced.matches;
  }

  /** Takes over a rotor that was drawn anew. @param {SVGElement} rotor */
  hold(rotor) {
    this.#rotor = /** @type {SVGSVGElement} */ (rotor);
    this.#set(this.#angle);
  }

  /**
   * Brings a segment under the pointer; the promise ends when it is there, and is rejected where the rotor is taken off the page.
   * @param {number} index @param {number} count @param {number} spot
   */
  async land(index, count, spot) {
    const from = this.#angle % 360;
    const rest = restAt(index, count, spot);
    this.#set(rest);
    if (this.isReduced || !this.#rotor) return;
    await this.#rotor.animate([
      { transform: turned(from), easing: 'cubic-bezier(.3,0,.5,1)' },
      { transform: turned(from - PULL_BACK), offset: 0.07, easing: 'cubic-bezier(.32,.08,.12,1)' },
      { transform: turned(turnTo(from, rest, TURNS)) },
    ], { duration: TURN_MS }).finished;
  }

  /** @param {number} angle */
  #set(angle) {
    this.#angle = angle;
    if (this.#rotor) this.#rotor.style.transform = turned(angle);
  }
}

/** @param {number} angle */
const turned = (angle) => `rotate(${angle.toFixed(3)}deg)`;
