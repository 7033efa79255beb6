// @ts-check
/**
 * The widgets, as their demo pages show them. Custom properties and the attributes that are watched are asked of each element itself.
 *
 * @typedef {import('../wheel/words.js').Lang} Lang
 * @typedef {{ title: string, what: string, missing: string }} Told
 * @typedef {object} Widget
 * @property {string} name Its module is `jifen-NAME.js`, its page `/widgets/NAME`.
 * @property {'lottery' | 'challenge'} [names] The attribute that names what it shows; without it, it shows all there is.
 * @property {string} [kind] Of what it shows.
 * @property {string[]} more Attributes that need not be watched, properties and methods.
 * @property {string[]} events
 * @property {string[]} parts
 * @property {Told} en
 * @property {Told} zh
 */

/** @type {Widget[]} */
export const widgets = [
  {
    name: 'wheel', names: 'lottery', kind: 'wheel',
    more: ['explain', 'token', 'client', 'spin()', 'refresh()', 'isBusy'], events: ['play', 'reveal', 'error'], parts: ['wheel', 'result', 'button', 'facts', 'odds', 'fair'],
    en: { title: 'Spin wheel', what: 'The silo decides and keeps the outcome; then the wheel turns and rests where it lies.', missing: 'This programme has no wheel.' },
    zh: { title: '转盘', what: '结果先由节点决定并保存，转盘随后转动，停在结果所在的扇区。', missing: '本积分计划没有转盘。' },
  },
  {
    name: 'scratch', names: 'lottery', kind: 'scratch',
    more: ['token', 'client', 'press()', 'refresh()', 'isBusy', 'covered'], events: ['deal', 'reveal', 'error'], parts: ['card', 'result', 'button', 'deck', 'fair'],
    en: { title: 'Scratch card', what: 'A card is dealt sealed from a deck of known composition. A finger, the mouse or the button takes off the foil.', missing: 'This programme has no scratch cards.' },
    zh: { title: '刮刮卡', what: '卡片从组成公开的牌组中密封发出，用手指、鼠标或按钮刮开。', missing: '本积分计划没有刮刮卡。' },
  },
  {
    name: 'draw', names: 'lottery', kind: 'draw',
    more: ['explain', 'token', 'client', 'press()', 'refresh()', 'isBusy'], events: ['enter', 'claim', 'read', 'error'], parts: ['button', 'result', 'winners', 'fair'],
    en: { title: 'Prize draw', what: 'Entries until a closing time, then the winners, drawn once and open to everybody’s check.', missing: 'This programme has no prize draw.' },
    zh: { title: '抽签', what: '在截止时间前报名，到时一次性抽出中奖者，任何人都可以核验。', missing: '本积分计划没有抽签。' },
  },
  {
    name: 'streak', names: 'challenge', kind: 'streak',
    more: ['token', 'client', 'hold', 'refresh()'], events: ['read', 'error'], parts: ['count', 'calendar', 'button'],
    en: { title: 'Streak', what: 'Days in a row on a calendar: what the next days bring, the time left today, freezes, repair and pauses.', missing: 'This programme has no streak.' },
    zh: { title: '连续打卡', what: '用日历显示连续的天数、后面几天的奖励、今日剩余时间，以及冻结、补签和暂停。', missing: '本积分计划没有连续打卡。' },
  },
  {
    name: 'challenges',
    more: ['token', 'client', 'hold', 'refresh()'], events: ['read', 'error'], parts: ['challenge', 'count', 'calendar', 'button'],
    en: { title: 'Challenges', what: 'The challenges under way, each with its sentence, a bar, what it brings and until when.', missing: '' },
    zh: { title: '挑战', what: '进行中的挑战，每项都有说明、进度、奖励和截止时间。', missing: '' },
  },
  {
    name: 'badges',
    more: ['token', 'client', 'hold', 'refresh()'], events: ['read', 'error'], parts: ['badge', 'set'],
    en: { title: 'Badges', what: 'A shelf of badges: those that were earned, the way to the others, how rare each is, and sets.', missing: '' },
    zh: { title: '徽章', what: '徽章架：已获得的徽章、其余徽章的进度、稀有程度，以及套装。', missing: '' },
  },
  {
    name: 'leaderboard',
    more: ['token', 'client', 'hold', 'refresh()'], events: ['read', 'error'], parts: ['among', 'missing', 'rank', 'cohort', 'line-up', 'line-down', 'facts', 'list', 'me', 'card', 'rewards', 'name'],
    en: { title: 'Leaderboard', what: 'Ranks that are exact and live, the member’s own row always in sight, rules, rewards and final lists.', missing: '' },
    zh: { title: '排行榜', what: '精确的实时排名，自己的一行始终可见，另有规则、奖励和最终榜单。', missing: '' },
  },
  {
    name: 'wallet',
    more: ['token', 'client', 'hold', 'refresh()'], events: ['read', 'copied', 'address', 'error'], parts: ['prize', 'code', 'address'],
    en: { title: 'Prize wallet', what: 'Coupons with their codes to copy and goods on their way. It fills when the wheel, a card or a draw gives one.', missing: '' },
    zh: { title: '奖品包', what: '可复制兑换码的优惠券和配送中的实物。转盘、刮刮卡或抽签中奖后会出现在这里。', missing: '' },
  },
  {
    name: 'limits',
    more: ['token', 'client', 'hold', 'refresh()'], events: ['read', 'error'], parts: [],
    en: { title: 'Own limits', what: 'Members set themselves limits of paid plays and points, or take a break from them.', missing: '' },
    zh: { title: '自我限制', what: '会员可以为付费游玩的次数和积分设定上限，或暂停一段时间。', missing: '' },
  },
];
