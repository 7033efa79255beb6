// @ts-check
/** What the prize draw says, in both languages. */

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;

const en = {
  loading: 'The draw is coming…', failed: 'The draw cannot be reached.', reload: 'Look again', asking: 'One moment…',
  enterFree: 'Enter for free', enterTicket: 'Enter with a ticket', enterFor: (/** @type {number} */ points) => `Enter for ${s(points, 'point', 'points')}`, enter: 'Enter', full: 'No more entries',
  closes: (/** @type {string} */ at) => `Entries until ${at}`, opens: (/** @type {string} */ at) => `Entries from ${at} on`, closed: 'Entries are closed.', daily: 'Drawn every day',
  left: (/** @type {number} */ d, /** @type {number} */ h, /** @type {number} */ m) => (d > 30 ? `${s(d, 'day', 'days')} left` : d > 0 ? `${s(d, 'day', 'days')} ${h} h left` : h > 0 ? `${h} h ${m} min left` : `${Math.max(1, m)} min left`),
  mine: (/** @type {number} */ n) => (n === 0 ? 'You have no entry yet.' : `You have ${s(n, 'entry', 'entries')}.`),
  free: (/** @type {number} */ n) => `${s(n, 'free entry', 'free entries')} left`, tickets: (/** @type {number} */ n) => s(n, 'ticket', 'tickets'), cost: (/** @type {number} */ points) => `${s(points, 'point', 'points')} an entry`,
  entered: (/** @type {number} */ n) => `You are in. This is your entry number ${n}.`,
  prizes: 'Prizes', times: (/** @type {number} */ n) => `${n} ×`, points: (/** @type {number} */ n) => s(n, 'point', 'points'), had: (/** @type {string} */ name) => `${name} (you had it)`,
  won: (/** @type {string} */ what) => `You won: ${what}!`, claim: 'Claim it', until: (/** @type {string} */ at) => `before ${at}`, given: 'It is yours.', lapsed: 'It was not claimed in time.',
  claimed: (/** @type {string} */ what) => `${what} is yours.`,
  result: (/** @type {string} */ day) => (day ? `Drawn on ${day}` : 'The result'), drawing: 'Entries are closed, and the winners are being drawn.', of: (/** @type {number} */ e, /** @type {number} */ m) => `${s(e, 'entry', 'entries')} of ${s(m, 'member', 'members')}`,
  place: 'Place', prize: 'Prize', winner: 'Winner', you: 'You', nobody: 'Nobody entered.', notYou: 'You were not drawn this time.',
  states: /** @type {Record<string, string>} */ ({ given: '', open: 'to be claimed', claimed: 'claimed', lapsed: 'not claimed' }),
  fair: 'How do I know it is fair?', fairText: 'The secret that decides was fixed before the draw opened; its fingerprint is below. All entries are sealed before it is published. Then anybody can compute who won.',
  print: 'Fingerprint of the secret (SHA-256)', secret: 'The secret of the last draw', receipt: 'Save the receipt of my entries', check: 'Check a receipt',
  offline: 'No connection. Your entry goes on by itself.', busy: (/** @type {number} */ sec) => `Many are entering. It goes on by itself in ${sec} s.`,
  refused: /** @type {Record<string, string>} */ ({
    not_open: 'Entries are not open now. Nothing was taken.', too_late: 'It is too late for this.', limit_reached: 'You can have no more entries. Nothing was taken.', not_for_minors: 'Minors cannot enter, or only for free. Nothing was taken.', self_limited: 'This is beyond the limits that you have set yourself. Nothing was taken.',
    insufficient_points: 'You have too few points. Nothing was taken.', unauthenticated: 'Your session has ended. Open this page again from your app.',
  }),
  other: 'That was not accepted. Nothing was taken.', locale: 'en',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载抽签…', failed: '暂时无法读取抽签。', reload: '再看看', asking: '请稍候…',
  enterFree: '免费报名', enterTicket: '用抽奖券报名', enterFor: (points) => `用 ${points.toLocaleString('en-US')} 积分报名`, enter: '报名', full: '报名次数已用完',
  closes: (at) => `报名截至 ${at}`, opens: (at) => `${at} 开始报名`, closed: '报名已截止。', daily: '每日开奖',
  left: (d, h, m) => (d > 30 ? `还剩 ${d.toLocaleString('en-US')} 天` : d > 0 ? `还剩 ${d} 天 ${h} 小时` : h > 0 ? `还剩 ${h} 小时 ${m} 分` : `还剩 ${Math.max(1, m)} 分钟`),
  mine: (n) => (n === 0 ? '您还没有报名。' : `您已报名 ${n} 次。`),
  free: (n) => `剩余免费报名 ${n} 次`, tickets: (n) => `抽奖券 ${n} 张`, cost: (points) => `每次报名 ${points.toLocaleString('en-US')} 积分`,
  entered: (n) => `报名成功，这是您的第 ${n} 次报名。`,
  prizes: '奖品', times: (n) => `${n} 名`, points: (n) => `${n.toLocaleString('en-US')} 积分`, had: (name) => `${name}（您已拥有）`,
  won: (what) => `您中了：${what}！`, claim: '领取', until: (at) => `请在 ${at} 前领取`, given: '已归您所有。', lapsed: '未在期限内领取。',
  claimed: (what) => `${what} 已归您所有。`,
  result: (day) => (day ? `${day} 开奖` : '开奖结果'), drawing: '报名已截止，正在开奖。', of: (e, m) => `${m.toLocaleString('en-US')} 位会员报名 ${e.toLocaleString('en-US')} 次`,
  place: '名次', prize: '奖品', winner: '中奖者', you: '我', nobody: '无人报名。', notYou: '这次没有抽中您。',
  states: { given: '', open: '待领取', claimed: '已领取', lapsed: '未领取' },
  fair: '如何知道它是公平的？', fairText: '决定结果的秘密数在开放报名之前就已确定，它的指纹如下。所有报名在公布秘密数之前封存，之后任何人都能算出谁中奖。',
  print: '秘密数的指纹（SHA-256）', secret: '上一次开奖的秘密数', receipt: '保存我的报名凭证', check: '核验凭证',
  offline: '网络已断开，恢复后报名会自动继续。', busy: (sec) => `报名的人很多，${sec} 秒后自动继续。`,
  refused: { not_open: '现在不能报名，没有扣除任何东西。', too_late: '已经太晚了。', limit_reached: '报名次数已用完，没有扣除任何东西。', not_for_minors: '未成年人不能报名，或只能免费报名，没有扣除任何东西。', self_limited: '已达到您为自己设置的限制，没有扣除任何东西。', insufficient_points: '积分不足，没有扣除任何东西。', unauthenticated: '会话已结束，请从应用中重新打开本页。' },
  other: '操作未被接受，没有扣除任何东西。', locale: 'zh-CN',
};

export const words = { en, zh };

/** An instant, with its year where it is another than now. @param {string} at @param {string} locale */
export const clock = (at, locale) => new Intl.DateTimeFormat(locale, { ...(new Date(at).getFullYear() === new Date().getFullYear() ? {} : { year: 'numeric' }), month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' }).format(new Date(at));

/** The day of a daily draw's period; empty for one that is held once. @param {string} period @param {string} locale */
export function dayOf(period, locale) {
  const day = /^draw-(.+)$/.exec(period)?.[1];
  return day ? new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`)) : '';
}

/** What a prize is called: its thing or its points, else its label. @param {any} prize @param {'en' | 'zh'} lang @returns {string} */
export function prizeName({ label, prize, had }, lang) {
  if (prize?.kind === 'points') return words[lang].points(prize.points);
  if (prize?.kind === 'tickets') return words[lang].tickets(prize.count);
  if (had && !prize) return words[lang].had(label[lang]);
  return prize?.name?.[lang] ?? label[lang];
}
