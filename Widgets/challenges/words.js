// @ts-check
/** What the widgets of challenges say, in both languages. Sentences about progress come from the silo. */

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {'kept' | 'repaired' | 'paused' | 'frozen' | 'broken' | 'idle'} Mark */

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const en = {
  loading: 'Your challenges are coming…', failed: 'The challenges cannot be reached.', again: 'Look again', none: 'There are no challenges now.', closed: 'Not open at this hour.',
  have: (/** @type {string} */ have, /** @type {string} */ need) => `${have} of ${need}`,
  ends: (/** @type {string} */ at) => `until ${at}`, times: (/** @type {number} */ n) => `reached ${s(n, 'time', 'times')}`,
  reward: 'Reward', points: (/** @type {number} */ n) => s(n, 'point', 'points'), tickets: (/** @type {number} */ n) => s(n, 'ticket', 'tickets'), badge: 'badge', multiplier: (/** @type {string} */ factor, /** @type {number} */ n) => `${factor}× points for ${s(n, 'hour', 'hours')}`,
  got: 'have it', missing: 'still missing',
  row: (/** @type {number} */ n) => `${n === 1 ? 'day' : 'days'} in a row`, longest: (/** @type {number} */ n) => `Longest: ${s(n, 'day', 'days')}`,
  today: { done: 'Done today', 'at-risk': 'Today is open', frozen: 'A freeze would save today', paused: 'Paused', broken: 'Broken', idle: 'Begin today' },
  left: (/** @type {string} */ time) => `${time} left today`, hours: (/** @type {number} */ h, /** @type {number} */ m) => (h > 0 ? `${h} h ${m} min` : `${m} min`),
  freezes: (/** @type {number} */ n) => s(n, 'freeze left', 'freezes left'),
  day: (/** @type {number} */ n) => `Day ${n}`, reached: 'reached',
  calendar: 'The last five weeks',
  marks: /** @type {Record<Mark, string>} */ ({ kept: 'kept', repaired: 'repaired', paused: 'paused', frozen: 'saved by a freeze', broken: 'broken', idle: '' }),
  repair: (/** @type {string} */ day, /** @type {number} */ points) => `Repair ${day} for ${s(points, 'point', 'points')}`, until: (/** @type {string} */ at) => `possible until ${at}`,
  repaired: (/** @type {string} */ day) => `${day} is repaired.`,
  pause: 'Pause', pauseLeft: (/** @type {number} */ n) => `${s(n, 'day', 'days')} can be paused.`, from: 'From', through: 'Through', set: 'Pause these days', paused: 'Paused. Your streak holds on these days.',
  pausedDays: (/** @type {string} */ from, /** @type {string} */ through) => `Paused: ${from} to ${through}`,
  refused: /** @type {Record<string, string>} */ ({ insufficient_points: 'You have too few points for this.', limit_reached: 'No more days can be paused.', too_late: 'It is too late for this.', not_open: 'This is not open now.' }),
  other: 'That did not work. Nothing was changed.',
  offline: 'No connection. This goes on by itself.', busy: 'Many are here. This goes on by itself.',
  locale: 'en',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载挑战…', failed: '暂时无法读取挑战。', again: '再看看', none: '目前没有挑战。', closed: '当前时段未开放。',
  have: (have, need) => `${have}/${need}`,
  ends: (at) => `截至 ${at}`, times: (n) => `已达成 ${n} 次`,
  reward: '奖励', points: (n) => `${n.toLocaleString('en-US')} 积分`, tickets: (n) => `${n} 张抽奖券`, badge: '徽章', multiplier: (factor, n) => `${n} 小时 ${factor} 倍积分`,
  got: '已集到', missing: '还差',
  row: () => '天连续打卡', longest: (n) => `最长：${n} 天`,
  today: { done: '今天已完成', 'at-risk': '今天待完成', frozen: '今天可由保护次数保住', paused: '已暂停', broken: '已中断', idle: '今天开始' },
  left: (time) => `今天还剩 ${time}`, hours: (h, m) => (h > 0 ? `${h} 小时 ${m} 分` : `${m} 分钟`),
  freezes: (n) => `剩余保护 ${n} 次`,
  day: (n) => `第 ${n} 天`, reached: '已达成',
  calendar: '最近五周',
  marks: { kept: '已完成', repaired: '已补签', paused: '已暂停', frozen: '由保护次数保住', broken: '中断', idle: '' },
  repair: (day, points) => `用 ${points.toLocaleString('en-US')} 积分补签 ${day}`, until: (at) => `${at} 前可补签`,
  repaired: (day) => `${day} 已补签。`,
  pause: '暂停', pauseLeft: (n) => `还可暂停 ${n} 天。`, from: '从', through: '至', set: '暂停这些天', paused: '已暂停，这些天不影响连续。',
  pausedDays: (from, through) => `已暂停：${from} 至 ${through}`,
  refused: { insufficient_points: '积分不足。', limit_reached: '可暂停的天数已用完。', too_late: '已经太晚了。', not_open: '当前未开放。' },
  other: '操作未成功，没有任何改变。',
  offline: '网络已断开，恢复后会自动继续。', busy: '人很多，稍后会自动继续。',
  locale: 'zh-CN',
};

export const words = { en, zh };

/** A calendar day, as it is called; it has no zone. @param {string} day `2026-11-21` @param {string} locale */
export const dayName = (day, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** An instant on a zone's clock, or on that of whoever reads it. @param {string} at @param {string | null} zone @param {string} locale */
export const clock = (at, zone, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone ?? undefined }).format(new Date(at));

/** What a reward is. @param {any} reward @param {Lang} lang @returns {string} */
export function rewardText(reward, lang) {
  const say = words[lang];
  const parts = [];
  if (reward?.points) parts.push(say.points(reward.points));
  if (reward?.tickets) parts.push(say.tickets(reward.tickets.count));
  if (reward?.badge) parts.push(say.badge);
  if (reward?.coupon) parts.push(reward.coupon[lang]);
  if (reward?.multiplier) parts.push(say.multiplier(reward.multiplier.factor, reward.multiplier.hours));
  return parts.join(' + ');
}
