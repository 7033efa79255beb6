// @ts-check
/** What a page may tell of a member while a card lies open and is not shown to its end: all but what the record of that card brought. */

/** @typedef {import('../jifen-stream.js').Change} Change */

/**
 * The member without the card. The lots and multipliers are those from before, for they do not say where they come from.
 * @param {{ member: any, history: Change[] }} now What was read, both as of the same position. @param {any} before The member as it was read last without an open card; null for none.
 * @param {string} card @returns {{ member: any, history: Change[] }}
 */
export function without({ member, history }, before, card) {
  const opened = history.find(({ kind, cause }) => kind === 'scratch' && cause === `play:${card}`);
  if (!opened) return { member, history };
  const brought = history.filter(({ at }) => at === opened.at);
  const available = member.points.available - brought.reduce((sum, { points }) => sum + points, 0);
  return {
    member: { ...member, points: { ...member.points, available, owed: before?.points.owed ?? 0, lots: before?.points.lots ?? null }, multipliers: before?.multipliers ?? [] },
    history: history.filter(({ at }) => at !== opened.at),
  };
}
