// @ts-check
/** The foil of a card: it hides what is below until enough of it is rubbed off. */

/** Rubbed off so far, the rest comes off by itself. */
const ENOUGH = 0.45;

/** One in so many pixels is looked at to see how much is left. */
const SPARSE = 12;

/** A rubbing finger is this wide. */
const WIDTH = 40;

export class Foil {
  #canvas;
  #enough;
  /** @type {{ x: number, y: number } | null} */
  #last = null;
  #moves = 0;
  #isOpen = false;

  /** @param {HTMLCanvasElement} canvas @param {() => void} touched The foil is touched. @param {() => void} enough Enough of it is gone. */
  constructor(canvas, touched, enough) {
    this.#canvas = canvas;
    this.#enough = enough;
    canvas.addEventListener('pointerdown', (event) => {
      touched();
      canvas.setPointerCapture(event.pointerId);
      this.#rub(event);
    });
    canvas.addEventListener('pointermove', (event) => {
      if (event.buttons > 0) this.#rub(event);
    });
    for (const end of ['pointerup', 'pointercancel']) canvas.addEventListener(end, () => { this.#last = null; });
  }

  /** Covers the card anew. What is below does not show before `open`. */
  cover() {
    this.#isOpen = false;
    const [canvas, ratio] = [this.#canvas, devicePixelRatio];
    canvas.hidden = false;
    canvas.classList.remove('is-off');
    const { width, height } = canvas.getBoundingClientRect();
    [canvas.width, canvas.height] = [Math.max(1, Math.round(width * ratio)), Math.max(1, Math.round(height * ratio))];
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));
    const look = getComputedStyle(canvas);
    const [light, dark] = [look.getPropertyValue('--_foil') || '#d6d3e0', look.getPropertyValue('--_foil-dark') || '#9d97b3'];
    const sheen = context.createLinearGradient(0, 0, canvas.width, canvas.height);
    for (const [at, colour] of /** @type {[number, string][]} */ ([[0, dark], [0.3, light], [0.5, dark], [0.75, light], [1, dark]])) sheen.addColorStop(at, colour);
    context.fillStyle = sheen;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = '#fff6';
    for (let y = 0; y < canvas.height; y += 26 * ratio) for (let x = y / ratio % 52 === 0 ? 0 : 13 * ratio; x < canvas.width; x += 26 * ratio) context.fillRect(x, y, 2 * ratio, 2 * ratio);
  }

  /** From now on the foil can be rubbed off. */
  open() {
    this.#isOpen = true;
  }

  /** Takes off what is left. */
  lift() {
    this.#isOpen = false;
    this.#canvas.classList.add('is-off');
  }

  /** How much of it is gone, from 0 to 1. */
  get gone() {
    const { width, height } = this.#canvas;
    const pixels = /** @type {CanvasRenderingContext2D} */ (this.#canvas.getContext('2d')).getImageData(0, 0, width, height).data;
    let [seen, clear] = [0, 0];
    for (let at = 3; at < pixels.length; at += 4 * SPARSE) {
      seen++;
      if (pixels[at] === 0) clear++;
    }
    return clear / seen;
  }

  /** @param {PointerEvent} event */
  #rub(event) {
    if (!this.#isOpen) return;
    const [canvas, ratio] = [this.#canvas, devicePixelRatio];
    const box = canvas.getBoundingClientRect();
    const to = { x: (event.clientX - box.left) * ratio, y: (event.clientY - box.top) * ratio };
    const from = this.#last ?? to;
    const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
    context.globalCompositeOperation = 'destination-out';
    [context.lineWidth, context.lineCap] = [WIDTH * ratio, 'round'];
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x + 0.01, to.y);
    context.stroke();
    context.globalCompositeOperation = 'source-over';
    this.#last = to;
    if (++this.#moves % 6 === 0 && this.gone >= ENOUGH) this.#enough();
  }
}
