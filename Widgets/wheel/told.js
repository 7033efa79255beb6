// @ts-check
/**
 * Why nothing was played, in a sentence.
 * @param {typeof import('./words.js').words.en} say @param {string} code Of the problem. @param {import('./game.js').Lottery | null} lottery
 * @param {boolean} isUnread The wheel itself could not be read.
 */
export function refusal(say, code, lottery, isUnread) {
  if (code === 'not_open') return say.not_open(lottery?.opens ?? null);
  if (code === 'limit_reached') return lottery?.plays.today === 0 && lottery.plays.total !== 0 ? say.limit_today : say.limit_reached;
  if (code === 'insufficient_points') return say.insufficient_points(lottery?.cost ?? 0);
  if (code === 'sold_out' || code === 'self_limited' || code === 'not_for_minors' || code === 'unknown_lottery' || code === 'unauthenticated') return say[code];
  return isUnread ? say.failed : say.other;
}

/**
 * What the button says.
 * @param {typeof import('./words.js').words.en} say @param {import('../jifen-wheel.js').Phase} phase @param {import('./game.js').Game | null} game
 */
export function caption(say, phase, game) {
  const lottery = game?.lottery;
  if (phase === 'failed') return say.reload;
  if (phase === 'asking') return say.asking;
  if (phase === 'turning') return say.turning;
  if (game?.unseen.length) return say.show;
  if (!lottery) return say.spin;
  const { free, tickets = 0 } = lottery.plays;
  if (free > 0) return say.spinFree;
  if (tickets > 0) return say.spinTicket;
  return lottery.cost === null ? say.spin : say.spinFor(lottery.cost);
}
