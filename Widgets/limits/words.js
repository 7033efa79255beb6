// @ts-check
/** What the limits say, in both languages. */

/** @param {string} at @param {string} locale */
const clock = (at, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

const en = {
  loading: 'Your limits are coming…', failed: 'Your limits cannot be reached.', again: 'Look again',
  intro: 'You can limit the games that you pay for with points or tickets. Stricter limits hold at once, looser ones after 24 hours. Free games stay free.',
  names: { playsPerDay: 'Games a day', playsPerWeek: 'Games a week', pointsPerDay: 'Points a day', pointsPerWeek: 'Points a week' },
  used: (/** @type {number} */ n) => `${n} used`, none: 'no limit',
  pause: 'Take a break', pauses: /** @type {[number, string][]} */ ([[0, 'no break'], [1, '1 day'], [7, '7 days'], [30, '30 days']]),
  cooling: (/** @type {string} */ at) => `You are taking a break until ${clock(at, 'en')}. It cannot be ended sooner.`,
  next: (/** @type {string} */ at, /** @type {string} */ what) => `From ${clock(at, 'en')} on: ${what}.`,
  save: 'Set my limits', saved: 'Your limits are set.', conflict: 'A break cannot be shortened.', refused: 'This was not accepted.',
  offline: 'No connection. Your limits are set when it is back.', busy: 'Many are here. Your limits are set in a moment.',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载限制…', failed: '暂时无法读取限制。', again: '再看看',
  intro: '您可以限制用积分或抽奖券参加的游戏。更严格的限制立即生效，更宽松的在 24 小时后生效。免费次数不受影响。',
  names: { playsPerDay: '每日次数', playsPerWeek: '每周次数', pointsPerDay: '每日积分', pointsPerWeek: '每周积分' },
  used: (n) => `已用 ${n}`, none: '不限',
  pause: '休息一下', pauses: [[0, '不休息'], [1, '1 天'], [7, '7 天'], [30, '30 天']],
  cooling: (at) => `您正在休息，至 ${clock(at, 'zh-CN')}，不能提前结束。`,
  next: (at, what) => `${clock(at, 'zh-CN')} 起：${what}。`,
  save: '设置限制', saved: '限制已设置。', conflict: '休息时间不能缩短。', refused: '未被接受。',
  offline: '网络已断开，恢复后会自动设置限制。', busy: '人很多，稍后会自动设置限制。',
};

export const words = { en, zh };
