// @ts-check
/** What the scratch card says, in both languages. */
import { lost, won as told } from '../wheel/won.js';

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

/** @param {string} at @param {string} locale */
const clock = (at, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

const en = {
  loading: 'The cards are coming…', failed: 'The cards cannot be reached.', reload: 'Look again',
  takeFree: 'Take a free card', takeTicket: 'Take a card with a ticket', takeFor: (/** @type {number} */ points) => `Take a card for ${s(points, 'point', 'points')}`, take: 'Take a card',
  asking: 'One moment…', scratch: 'Scratch it', next: 'Next card', sealed: 'Your card is sealed. Rub it, or press the button.', half: 'Your card is open. Rub it to see what it is.',
  card: (/** @type {string} */ name) => `Scratch card: ${name}`,
  won: told.en,
  lost: lost.en,
  inHand: (/** @type {number} */ n) => `${s(n, 'card', 'cards')} in your hand`, free: (/** @type {number} */ n) => `${s(n, 'free card', 'free cards')} today`, tickets: (/** @type {number} */ n) => s(n, 'ticket', 'tickets'),
  cost: (/** @type {number} */ points) => `${s(points, 'point', 'points')} a card`, until: (/** @type {string} */ at) => `scratch it before ${clock(at, 'en')}`,
  deck: 'What the deck holds', kind: 'Card', cards: 'Cards', note: (/** @type {string} */ n) => `${n} cards in all, each dealt once. This is the deck as it began.`,
  fair: 'How do I know it is fair?', fairText: 'The whole deck was fixed before its first card was dealt. Your card was sealed when you got it: the fingerprint below shows afterwards that it was not exchanged.',
  seal: 'Fingerprint of your card (SHA-256)', receipt: 'Save the receipt of this card',
  offline: 'No connection. Your card is kept and goes on by itself.', busy: (/** @type {number} */ sec) => `Many are playing. It goes on by itself in ${sec} s.`, settling: 'Your card is taken and on its way.',
  not_open: (/** @type {string | null} */ at) => (at ? `Cards are sold from ${clock(at, 'en')} on.` : 'No cards are sold now.'), limit_reached: 'You can take no more cards. Nothing was taken.', not_for_minors: 'These cards are not for minors, or only the free ones. Nothing was taken.', self_limited: 'This is beyond the limits that you have set yourself. Nothing was taken.',
  insufficient_points: (/** @type {number} */ points) => `A card costs ${points} points, and you have fewer. Nothing was taken.`, sold_out: 'All cards are gone. Nothing was taken.', too_late: 'This card was not scratched in time.',
  unauthenticated: 'Your session has ended. Open the cards again from your app.', other: 'That was not accepted. Nothing was taken.',
};

/** @type {typeof en} */
const zh = {
  loading: '卡片加载中…', failed: '暂时连不上卡片。', reload: '重新查看',
  takeFree: '免费领一张', takeTicket: '用一张抽奖券领卡', takeFor: (points) => `用 ${points} 积分领一张`, take: '领一张',
  asking: '请稍候…', scratch: '刮开', next: '下一张', sealed: '卡片已封存。用手指刮开，或按下按钮。', half: '卡片已开启，刮开看看。',
  card: (name) => `刮刮卡：${name}`,
  won: told.zh,
  lost: lost.zh,
  inHand: (n) => `手中有 ${n} 张卡`, free: (n) => `今日免费 ${n} 张`, tickets: (n) => `抽奖券 ${n} 张`,
  cost: (points) => `每张 ${points} 积分`, until: (at) => `请在 ${clock(at, 'zh-CN')} 前刮开`,
  deck: '卡组内容', kind: '卡片', cards: '张数', note: (n) => `共 ${n} 张，每张只发一次。此为卡组最初的构成。`,
  fair: '怎么知道是公平的？', fairText: '整副卡组在发出第一张之前就已确定。您的卡片在领取时已封存：下面的指纹可在事后证明它没有被换过。',
  seal: '您这张卡的指纹（SHA-256）', receipt: '保存这张卡的凭证',
  offline: '网络已断开。您的卡片已保留，恢复后自动继续。', busy: (sec) => `参与的人很多，${sec} 秒后自动继续。`, settling: '卡片已受理，马上就到。',
  not_open: (at) => (at ? `${clock(at, 'zh-CN')} 起可领卡。` : '目前不能领卡。'), limit_reached: '不能再领更多卡片，未扣除任何积分。', not_for_minors: '未成年人不能领卡，或只能免费领卡，未扣除任何积分。', self_limited: '已达到您为自己设置的限制，未扣除任何积分。',
  insufficient_points: (points) => `每张需要 ${points} 积分，您的积分不够，未扣除任何积分。`, sold_out: '卡片已全部发完，未扣除任何积分。', too_late: '这张卡未能及时刮开，已失效。',
  unauthenticated: '会话已结束，请从应用中重新打开。', other: '操作未被接受，未扣除任何积分。',
};

export const words = { en, zh };

/** Why nothing was taken, in a sentence. @param {typeof en} say @param {string} code @param {import('./hand.js').Deck | null} deck @param {boolean} isUnread */
export function refusal(say, code, deck, isUnread) {
  if (code === 'not_open') return say.not_open(deck?.opens ?? null);
  if (code === 'insufficient_points') return say.insufficient_points(deck?.cost ?? 0);
  if (code === 'limit_reached' || code === 'self_limited' || code === 'not_for_minors' || code === 'sold_out' || code === 'too_late' || code === 'unauthenticated') return say[code];
  return isUnread ? say.failed : say.other;
}
