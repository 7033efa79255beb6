// @ts-check
/** What the grand prize of a set of badges is called, in both languages. */

/** @typedef {import('../wheel/won.js').Prize} Prize */
/** @typedef {import('../wheel/won.js').LocalText} LocalText */

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** A badge that is hidden from the member has no name. @param {Prize} prize @param {LocalText | undefined} badge */
function english(prize, badge) {
  if (prize?.kind === 'points') return s(prize.points ?? 0, 'point', 'points');
  if (prize?.kind === 'tickets') return s(prize.count ?? 0, 'ticket', 'tickets');
  if (prize?.kind === 'badge') return badge ? `the badge ${badge.en}` : 'a secret badge';
  if (prize?.kind === 'multiplier') return `${prize.name?.en} (${prize.factor} times the points for ${s(prize.hours ?? 0, 'hour', 'hours')})`;
  return prize?.name?.en ?? '';
}

/** @param {Prize} prize @param {LocalText | undefined} badge */
function chinese(prize, badge) {
  if (prize?.kind === 'points') return `${(prize.points ?? 0).toLocaleString('en-US')} 积分`;
  if (prize?.kind === 'tickets') return `抽奖券 ${(prize.count ?? 0).toLocaleString('en-US')} 张`;
  if (prize?.kind === 'badge') return badge ? `徽章“${badge.zh}”` : '一枚隐藏徽章';
  if (prize?.kind === 'multiplier') return `“${prize.name?.zh}”（${prize.hours} 小时内积分 ${prize.factor} 倍）`;
  return prize?.name?.zh ?? '';
}

/** @param {Prize} prize @param {import('../wheel/words.js').Lang} lang @param {any[]} badges All that the member is told of. */
export const grand = (prize, lang, badges) => (lang === 'zh' ? chinese : english)(prize, badges.find(({ badge }) => badge === prize?.badge)?.name);
