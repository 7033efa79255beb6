// @ts-check
/** What a member is told of a prize, in both languages: the same for every game. */

/** @typedef {{ en: string, zh: string }} LocalText */
/** @typedef {{ kind: string, points?: number, name?: LocalText, factor?: string, hours?: number, count?: number, lottery?: string, badge?: string } | null} Prize */
/** @typedef {{ label: LocalText, prize: Prize, had?: string }} Won  `had`: the badge that it would have been, which the member has; `prize` stands in for it. */

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** @param {Won} o */
function english({ label, prize, had }) {
  const instead = had ? ' You have the badge already, so this is yours instead.' : '';
  if (prize?.kind === 'points') return `You won ${s(prize.points ?? 0, 'point', 'points')}!${instead}`;
  if (prize?.kind === 'tickets') return `You won ${s(prize.count ?? 0, 'ticket', 'tickets')}!`;
  if (prize?.kind === 'badge') return `You won a badge: ${label.en}!`;
  const what = `You won: ${(prize?.name ?? label).en}!`;
  return prize?.kind === 'multiplier' ? `${what} You earn ${prize.factor} times the points for ${s(prize.hours ?? 0, 'hour', 'hours')}.` : what;
}

/** @param {Won} o */
function chinese({ label, prize, had }) {
  const instead = had ? '您已拥有这枚徽章，因此改发积分。' : '';
  if (prize?.kind === 'points') return `恭喜获得 ${(prize.points ?? 0).toLocaleString('en-US')} 积分！${instead}`;
  if (prize?.kind === 'tickets') return `恭喜获得 ${(prize.count ?? 0).toLocaleString('en-US')} 张抽奖券！`;
  if (prize?.kind === 'badge') return `恭喜获得徽章：${label.zh}！`;
  const what = `恭喜获得：${(prize?.name ?? label).zh}！`;
  return prize?.kind === 'multiplier' ? `${what}${prize.hours} 小时内积分 ${prize.factor} 倍。` : what;
}

export const won = { en: english, zh: chinese };

/** What is said where there is no prize. @type {{ en: (o: Won) => string, zh: (o: Won) => string }} */
export const lost = {
  en: ({ label, had }) => (had ? `${label.en}. You have this badge already.` : `${label.en}. No prize this time.`),
  zh: ({ label, had }) => (had ? `${label.zh}，您已拥有这枚徽章。` : `${label.zh}，本次未中奖。`),
};
