// @ts-check
/**
 * What the wheel says, in both languages.
 *
 * @typedef {'en' | 'zh'} Lang
 */
import { lost, won as told } from './won.js';

/** @param {string} tag */
export const langOf = (tag) => /** @type {Lang} */ (tag.toLowerCase().startsWith('zh') ? 'zh' : 'en');

/** "1 in 4.2": weights as a player reads them. Null where it cannot happen now. @param {number} weight @param {number} total @returns {string | null} */
export function oneIn(weight, total) {
  if (weight <= 0) return null;
  const n = total / weight;
  return n < 10 ? String(Math.round(n * 10) / 10) : Math.round(n).toLocaleString('en-US');
}

/** @param {string} at @param {string} locale */
const clock = (at, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${n} ${n === 1 ? one : many}`;

const en = {
  loading: 'The wheel is coming…',
  failed: 'The wheel cannot be reached.',
  spinFree: 'Spin for free',
  spinTicket: 'Spin with a ticket',
  spinFor: (/** @type {number} */ points) => `Spin for ${s(points, 'point', 'points')}`,
  spin: 'Spin',
  show: 'Show my result',
  asking: 'One moment…',
  turning: 'Spinning…',
  reload: 'Look again',
  waitingReveal: (/** @type {number} */ n) => (n === 1 ? 'A spin of yours is decided and waits to be shown.' : `${n} of your spins are decided and wait to be shown.`),
  interrupted: 'Your last spin is being finished.',
  free: (/** @type {number} */ n) => `${s(n, 'free spin', 'free spins')} today`,
  tickets: (/** @type {number} */ n) => s(n, 'ticket', 'tickets'),
  cost: (/** @type {number} */ points) => `${s(points, 'point', 'points')} a spin`,
  today: (/** @type {number} */ n) => `${n} left today`,
  certain: (/** @type {number} */ n) => (n === 1 ? 'Your next spin wins for certain' : `A prize for certain within ${n} spins`),
  won: told.en,
  lost: lost.en,
  odds: 'Prizes and chances',
  prize: 'Prize',
  chance: 'Chance',
  oneIn: (/** @type {string} */ n) => `1 in ${n}`,
  none: 'not now',
  owned: ' (yours)',
  note: 'These are the chances of your next spin. The segments are drawn equally wide, whatever their chance.',
  wheel: 'Spin wheel',
  face: (/** @type {number} */ n) => `Wheel with ${n} segments`,
  fair: 'How do I know it is fair?',
  fairText: 'The result comes from a secret number that was fixed before today began, and from a random number that your own device adds. The secret’s fingerprint is shown here now; the secret itself is published when the day is over. With your receipt anybody can then recompute your result.',
  commitment: 'Fingerprint of today’s secret (SHA-256)',
  published: 'Published secrets of days that are over',
  receipt: 'Save the receipt of my last spin',
  explain: 'How to check it',
  offline: 'No connection. Your spin is kept and goes on by itself.',
  busy: (/** @type {number} */ sec) => `Many are playing. Your spin is kept and goes on by itself in ${sec} s.`,
  settling: 'Your spin is taken. Its prize is being looked after; the result comes by itself.',
  not_open: (/** @type {string | null} */ at) => (at ? `The wheel is closed. It opens on ${clock(at, 'en')}.` : 'The wheel is closed.'),
  limit_reached: 'You have used all your spins. Nothing was taken.',
  not_for_minors: 'The wheel is not for minors, or only its free spins. Nothing was taken.', self_limited: 'This is beyond the limits that you have set yourself. Nothing was taken.',
  limit_today: 'You have used all your spins of today. New ones come tomorrow.',
  insufficient_points: (/** @type {number} */ points) => `A spin costs ${points} points, and you have fewer. Nothing was taken.`,
  sold_out: 'The prizes are all gone. Nothing was taken.',
  unknown_lottery: 'There is no such wheel.',
  unauthenticated: 'Your session has ended. Open the wheel again from your app.',
  other: 'The spin was not accepted. Nothing was taken.',
};

/** @type {typeof en} */
const zh = {
  loading: '转盘加载中…',
  failed: '暂时连不上转盘。',
  spinFree: '免费抽一次',
  spinTicket: '用一张抽奖券抽',
  spinFor: (points) => `用 ${points} 积分抽一次`,
  spin: '抽一次',
  show: '查看我的结果',
  asking: '请稍候…',
  turning: '转动中…',
  reload: '重新查看',
  waitingReveal: (n) => `您有 ${n} 次抽奖已出结果，等待揭晓。`,
  interrupted: '正在完成您上一次的抽奖。',
  free: (n) => `今日免费 ${n} 次`,
  tickets: (n) => `抽奖券 ${n} 张`,
  cost: (points) => `每次 ${points} 积分`,
  today: (n) => `今日还可抽 ${n} 次`,
  certain: (n) => (n === 1 ? '下一次必中奖' : `${n} 次之内必中奖`),
  won: told.zh,
  lost: lost.zh,
  odds: '奖品与概率',
  prize: '奖品',
  chance: '概率',
  oneIn: (n) => `1/${n}`,
  none: '暂无',
  owned: '（已拥有）',
  note: '以上为您下一次抽奖的概率。各扇区画得一样宽，与概率无关。',
  wheel: '转盘',
  face: (n) => `共 ${n} 个扇区的转盘`,
  fair: '怎么知道是公平的？',
  fairText: '结果由当日开始前就已确定的秘密数，加上您设备自己的随机数算出。秘密数的指纹现在就显示在这里，秘密数本身在当日结束后公布。凭您的凭证，任何人都能重新算出您的结果。',
  commitment: '今日秘密数的指纹（SHA-256）',
  published: '已公布的往日秘密数',
  receipt: '保存最近一次的凭证',
  explain: '如何核验',
  offline: '网络已断开。您的抽奖已保留，恢复后自动继续。',
  busy: (sec) => `参与的人很多。您的抽奖已保留，${sec} 秒后自动继续。`,
  settling: '抽奖已受理，正在确认奖品，结果会自动显示。',
  not_open: (at) => (at ? `转盘未开放，${clock(at, 'zh-CN')} 开放。` : '转盘未开放。'),
  limit_reached: '您的抽奖次数已用完，未扣除任何积分。',
  not_for_minors: '未成年人不能参加，或只能免费参加，未扣除任何积分。', self_limited: '已达到您为自己设置的限制，未扣除任何积分。',
  limit_today: '您今日的抽奖次数已用完，明天会有新的机会。',
  insufficient_points: (points) => `每次需要 ${points} 积分，您的积分不够，未扣除任何积分。`,
  sold_out: '奖品已全部发完，未扣除任何积分。',
  unknown_lottery: '没有这个转盘。',
  unauthenticated: '会话已结束，请从应用中重新打开。',
  other: '抽奖未被受理，未扣除任何积分。',
};

export const words = { en, zh };
