// @ts-check
/** A short shower of paper over an element. */

const COLOURS = ['#e5484d', '#f59e0b', '#10b981', '#0ea5e9', '#8b5cf6', '#ec4899', '#fcd34d'];

/** @param {HTMLElement} over @param {number} pieces */
export function shower(over, pieces) {
  const sky = document.createElement('div');
  sky.className = 'sky';
  over.append(sky);
  const flights = [];
  for (let i = 0; i < pieces; i++) {
    const piece = document.createElement('i');
    piece.className = 'paper';
    piece.style.background = COLOURS[i % COLOURS.length];
    piece.style.left = `${50 + (Math.random() - 0.5) * 24}%`;
    sky.append(piece);
    flights.push(fly(piece));
  }
  Promise.all(flights).then(() => sky.remove());
}

/** @param {HTMLElement} piece */
function fly(piece) {
  const across = (Math.random() - 0.5) * 340;
  const up = -90 - Math.random() * 150;
  const spin = (Math.random() - 0.5) * 1_200;
  return piece.animate([
    { transform: 'translate(0, 0) rotate(0deg)', opacity: 1, easing: 'cubic-bezier(.1,.7,.4,1)' },
    { transform: `translate(${across * 0.7}px, ${up}px) rotate(${spin * 0.4}deg)`, opacity: 1, offset: 0.35, easing: 'cubic-bezier(.5,0,.9,.6)' },
    { transform: `translate(${across}px, 260px) rotate(${spin}deg)`, opacity: 0 },
  ], { duration: 1_600 + Math.random() * 900 }).finished.catch(() => undefined);
}
