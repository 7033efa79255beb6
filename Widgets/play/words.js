// @ts-check
/** What the player page says, in both languages. */

const en = {
  brand: 'My rewards', title: 'My rewards: games, points, rank, badges', settings: 'Language and theme',
  otherLang: '中文', auto: 'Auto', light: 'Light', dark: 'Dark', theme: (/** @type {string} */ now) => `Theme: ${now}`,
  footer: 'Every spin is decided by the server before anything turns, and kept safe before you are told.',
  fair: 'How chance is decided, and how you check it',
  guest: (/** @type {string} */ id) => `You play as ${id}, a guest of the demo, with points from one made-up purchase.`,
  test: 'Test member', testWhy: 'You play as a test member: nothing that you win is real, and you stand on no board.',
  noToken: 'This page is opened from the app of your programme, which says who you are. It was opened without.',
  sessionOver: 'Your session has ended. Open this page again from your app.',
  crowded: 'Many guests have just come. Please come back in a few minutes.',
  failed: 'The server cannot be reached. This page goes on by itself.',
  wheels: 'Wheels', cards: 'Scratch cards', draws: 'Prize draws', seeFirst: 'See first what came out here.', waits: (/** @type {string} */ game) => `${game}, a result waits`,
  challenges: 'My challenges', wallet: 'My prizes', limits: 'My limits',
  points: 'My points', unit: 'points', owed: (/** @type {number} */ n) => `${n} owed`, pending: (/** @type {number} */ n) => `${n} on their way`,
  lots: 'By the day they expire', never: 'never expire', expires: (/** @type {string} */ day) => `until ${day}`, noLots: 'No points yet.',
  multipliers: 'More points for a time', runs: (/** @type {string} */ factor, /** @type {string} */ at) => `${factor}× until ${at}`, begins: (/** @type {string} */ factor, /** @type {string} */ from, /** @type {string} */ at) => `${factor}× from ${from} until ${at}`,
  boards: 'My rank',
  badges: 'My badges',
  history: 'What happened', noHistory: 'Nothing yet.', receipt: 'Receipt', receiptOf: (/** @type {string} */ what) => `Save the receipt: ${what}`,
  kinds: /** @type {Record<string, string>} */ ({
    enrolled: 'Welcome', activity: 'Activity', purchase: 'Purchase', earned: 'Points', spent: 'Spent', restored: 'Given back', expired: 'Expired', refund: 'Refund', reversed: 'Taken back', repaid: 'Debt paid',
    badge: 'Badge', goods: 'Prize', coupon: 'Prize', 'badge-set': 'Badge set complete', 'badge-awaited': 'Badge on its way', 'badge-sold-out': 'Badge sold out', play: 'Spin', 'too-late-for-board': 'Too late for the board', 'board-reward': 'Reward of a board', 'board-name-set': 'Name on boards', 'friends-set': 'Friends', 'groups-set': 'Groups',
    opened: 'Welcome', opening: 'Points brought along', history: 'Earlier activity', 'budget-spent': 'The budget is used up',
    'goods-ordered': 'Being prepared', 'goods-shipped': 'Shipped', 'goods-delivered': 'Delivered', 'goods-cancelled': 'Cannot be sent', 'address-given': 'Address given', 'address-erased': 'Address removed', 'division-up': 'Risen a division', 'division-down': 'Fallen a division',
    'challenge-reached': 'Challenge', card: 'Scratch card taken', scratch: 'Scratch card', 'card-void': 'Scratch card not scratched in time', entry: 'Entry in a draw', 'draw-won': 'Drawn', 'draw-claimed': 'Prize claimed', 'draw-lapsed': 'Prize not claimed in time', tickets: 'Tickets', multiplier: 'More points for a time', 'streak-repaired': 'Streak repaired', 'streak-paused': 'Streak paused', 'self-limits-set': 'Limits set', 'adult-from-set': 'Age noted',
  }),
  sentences: /** @type {Record<string, (name: string) => string>} */ ({ 'division-up': (name) => `You rose to ${name}`, 'division-down': (name) => `You fell to ${name}` }),
  activities: /** @type {Record<string, string>} */ ({ 'bill-payment': 'Bill paid', fuel: 'Fuel', travel: 'Travel', transit: 'Public transport', recycle: 'Recycling', 'second-hand': 'Second-hand', share: 'Shared', review: 'Review', 'check-in': 'Check-in' }),
  many: (/** @type {number} */ n, /** @type {string} */ what) => `${n.toLocaleString('en-US')} × ${what}`,
  titled: (/** @type {string} */ what, /** @type {string} */ name) => `${what}: ${name}`,
  gotBadge: (/** @type {string} */ name) => `New badge: ${name}`, gotSet: (/** @type {string} */ name, /** @type {string} */ prize) => (prize ? `Set complete: ${name}! Your grand prize: ${prize}` : `Set complete: ${name}`),
  locale: 'en',
};

/** @type {typeof en} */
const zh = {
  brand: '我的奖励', title: '我的奖励：游戏、积分、排名、徽章', settings: '语言和主题',
  otherLang: 'English', auto: '自动', light: '浅色', dark: '深色', theme: (now) => `主题：${now}`,
  footer: '每次抽奖都先由服务器决定并落盘保存，然后转盘才转动。',
  fair: '随机结果如何决定，如何核验',
  guest: (id) => `您正以演示访客 ${id} 的身份游玩，起始积分来自一笔虚构的消费。`,
  test: '测试会员', testWhy: '您是测试会员：中奖均不作数，也不计入任何榜单。',
  noToken: '请从积分计划的应用中打开本页，由应用告知您的身份。本次打开时没有身份信息。',
  sessionOver: '会话已结束，请从应用中重新打开本页。',
  crowded: '刚刚来了很多访客，请过几分钟再来。',
  failed: '暂时连不上服务器，恢复后本页会自动继续。',
  wheels: '转盘', cards: '刮刮卡', draws: '抽签', seeFirst: '请先看完这里的结果。', waits: (game) => `${game}，有结果待查看`,
  challenges: '我的挑战', wallet: '我的奖品', limits: '我的限制',
  points: '我的积分', unit: '积分', owed: (n) => `欠 ${n} 分`, pending: (n) => `待入账 ${n} 分`,
  lots: '按到期日', never: '永久有效', expires: (day) => `${day} 到期`, noLots: '还没有积分。',
  multipliers: '限时积分加倍', runs: (factor, at) => `${factor} 倍，至 ${at}`, begins: (factor, from, at) => `${factor} 倍，${from} 至 ${at}`,
  boards: '我的排名',
  badges: '我的徽章',
  history: '最近动态', noHistory: '暂无记录。', receipt: '凭证', receiptOf: (what) => `保存凭证：${what}`,
  kinds: {
    enrolled: '欢迎加入', activity: '活动', purchase: '消费', earned: '积分', spent: '使用', restored: '退回', expired: '到期', refund: '退款', reversed: '扣回', repaid: '抵扣欠分',
    badge: '徽章', goods: '奖品', coupon: '奖品', 'badge-set': '徽章套装集齐', 'badge-awaited': '徽章发放中', 'badge-sold-out': '徽章已发完', play: '抽奖', 'too-late-for-board': '未计入已结束的榜单', 'board-reward': '榜单奖励', 'board-name-set': '榜单名字', 'friends-set': '好友', 'groups-set': '分组',
    opened: '欢迎加入', opening: '转入积分', history: '更早的活动', 'budget-spent': '活动预算已用完',
    'goods-ordered': '备货中', 'goods-shipped': '已发货', 'goods-delivered': '已送达', 'goods-cancelled': '无法寄送', 'address-given': '已填写地址', 'address-erased': '已删除地址', 'division-up': '晋级', 'division-down': '降级',
    'challenge-reached': '挑战', card: '领取刮刮卡', scratch: '刮刮卡', 'card-void': '刮刮卡未及时刮开', entry: '抽签报名', 'draw-won': '抽签中奖', 'draw-claimed': '领取奖品', 'draw-lapsed': '奖品未及时领取', tickets: '抽奖券', multiplier: '限时积分加倍', 'streak-repaired': '补签', 'streak-paused': '暂停连续', 'self-limits-set': '已设置限制', 'adult-from-set': '已登记成年日期',
  },
  sentences: { 'division-up': (name) => `您已晋级至${name}`, 'division-down': (name) => `您已降至${name}` },
  activities: { 'bill-payment': '缴费', fuel: '加油', travel: '出行', transit: '公共交通', recycle: '回收', 'second-hand': '二手', share: '分享', review: '评价', 'check-in': '签到' },
  many: (n, what) => `${what} × ${n.toLocaleString('en-US')}`,
  titled: (what, name) => `${what}：${name}`,
  gotBadge: (name) => `获得新徽章：${name}`, gotSet: (name, prize) => (prize ? `集齐套装：${name}！大奖：${prize}` : `集齐套装：${name}`),
  locale: 'zh-CN',
};

export const words = { en, zh };

/** @param {string} at @param {string} locale */
export const dayOf = (at, locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(at));

/** @param {string} at @param {string} locale */
export const timeOf = (at, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** @param {number} n */
export const number = (n) => n.toLocaleString('en-US');
