// @ts-check
/** What the leaderboard says, in both languages. */

/** @typedef {import('../wheel/words.js').Lang} Lang */

/** @param {number} n @param {string} one @param {string} many */
const s = (n, one, many) => `${number(n)} ${n === 1 ? one : many}`;

const en = {
  loading: 'The board is coming…', failed: 'The board cannot be reached. It goes on by itself.', stale: 'No connection. This is what was seen last.', again: 'Look again', none: 'There are no boards now.', empty: 'Nobody stands here yet. Be the first.',
  among: 'Among whom', everyone: 'Everyone', friends: (/** @type {number} */ n) => `Friends (${number(n)})`, missing: (/** @type {number} */ n) => `${s(n, 'friend', 'friends')} cannot be reached now and ${n === 1 ? 'is' : 'are'} left out.`,
  boards: 'Boards', list: 'The list', rank: 'Rank', player: 'Player', you: 'You', anonymous: 'Anonymous', gap: 'further down', more: 'Show more',
  of: (/** @type {number} */ n) => `of ${number(n)}`, unranked: 'You are not on this board yet.', ahead: (/** @type {number} */ p) => `ahead of ${p} % of the others`, tied: 'You lead.',
  now: 'Now', last: 'Last final', provisional: 'Provisional', final: 'Final', updated: (/** @type {string} */ at) => `as of ${at}`,
  endsIn: (/** @type {string} */ time) => `ends in ${time}`, ended: 'has ended; the last activities are being counted', endedAt: (/** @type {string} */ at) => `ended ${at}`, never: 'counts for all time',
  days: (/** @type {number} */ d, /** @type {number} */ h) => `${d} d ${h} h`, hours: (/** @type {number} */ h, /** @type {number} */ m) => `${h} h ${m} min`, minutes: (/** @type {number} */ m, /** @type {number} */ sec) => `${m} min ${sec} s`, seconds: (/** @type {number} */ sec) => `${sec} s`,
  rules: 'How this board works',
  counts: /** @type {Record<string, string>} */ ({ 'points-earned': 'Counts points that are earned; spending takes nothing off.', purchases: 'Counts activities; one that is refunded whole counts no more.', amount: 'Counts amounts, less what is refunded.', plays: 'Counts plays.', prizes: 'Counts prizes won.', streak: 'Counts the days of your longest streak within the period; days that are saved hold it and do not count.' }),
  unit: /** @type {Record<string, string>} */ ({ 'points-earned': 'Points', purchases: 'Activities', amount: 'Amount', plays: 'Plays', prizes: 'Prizes', streak: 'Days in a row' }),
  scope: (/** @type {string} */ groups) => `Counts what members do while they are in ${groups}.`, or: ' or ', and: ' and ',
  tie: 'Of equal scores, who got there first stands higher.', ends: (/** @type {string} */ at, /** @type {string} */ zone) => `The period ends ${at} (${zone}).`, settled: 'Until the board is final, late activities and refunds still move it. Then it stays as it is.',
  rewards: 'Rewards', to: (/** @type {number} */ from, /** @type {number} */ to) => (from === to ? `Rank ${number(to)}` : `Ranks ${number(from)} to ${number(to)}`), share: (/** @type {number} */ p) => `First ${p} %`,
  points: (/** @type {number} */ n) => s(n, 'point', 'points'), tickets: (/** @type {number} */ n) => s(n, 'ticket', 'tickets'), badge: 'badge',
  name: 'My name on boards', alias: 'Name', listed: 'Others see my name', hint: (/** @type {string} */ masked) => `Without a name you are ${masked}. 1 to 20 letters, digits, spaces and - _ . ' ·`, save: 'Save',
  saved: 'Saved. It is shown so from now on.', hidden: 'Saved. Others see your rank without a name.', refused: 'This name cannot be taken. Choose another one.', other: 'That did not work. Nothing was changed.',
  moved: (/** @type {number} */ n) => `You now stand at rank ${number(n)}.`,
  cohort: (/** @type {string} */ division, /** @type {number} */ n) => `${division}, group ${number(n)}`, begins: (/** @type {string} */ division) => `You begin in ${division}.`,
  joins: (/** @type {string} */ division) => `You are about to get a group of ${division}. Your score counts already.`, undecided: 'Your division is being decided from the period before. Your score counts already.',
  now_promote: (/** @type {string} */ division) => `As it stands, you rise to ${division}.`, now_demote: (/** @type {string} */ division) => `As it stands, you fall to ${division}.`, now_stay: (/** @type {string} */ division) => `As it stands, you stay in ${division}.`,
  then_promote: (/** @type {string} */ division) => `You rose to ${division}.`, then_demote: (/** @type {string} */ division) => `You fell to ${division}.`, then_stay: (/** @type {string} */ division) => `You stayed in ${division}.`,
  lineUp: (/** @type {number} */ n, /** @type {string} */ to) => (n === 1 ? `The first rises to ${to}` : `The first ${number(n)} rise to ${to}`), lineDown: (/** @type {number} */ n, /** @type {string} */ to) => (n === 1 ? `The last falls to ${to}` : `The last ${number(n)} fall to ${to}`),
  cohorts: (/** @type {number} */ size, /** @type {number} */ up, /** @type {number} */ down) => `You compete in a group of up to ${number(size)} of your division. When the period is final, the first ${number(up)} of a full group rise and the last ${number(down)} fall; in a smaller group, fewer in proportion. Only scores above zero rise; who does not take part stays.`,
  divisions: (/** @type {string} */ names) => `Divisions, lowest first: ${names}.`, then: ', ',
  locale: 'en',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载榜单…', failed: '暂时无法读取榜单，会自动继续。', stale: '网络已断开，以下为最后看到的内容。', again: '再看看', none: '目前没有榜单。', empty: '还没有人上榜，来当第一名吧。',
  among: '范围', everyone: '全部', friends: (n) => `好友（${number(n)}）`, missing: (n) => `有 ${number(n)} 位好友暂时无法读取，未列入。`,
  boards: '榜单', list: '名单', rank: '名次', player: '玩家', you: '我', anonymous: '匿名会员', gap: '其后', more: '显示更多',
  of: (n) => `共 ${number(n)} 人`, unranked: '您还没有上榜。', ahead: (p) => `领先 ${p}% 的其他会员`, tied: '您位居第一。',
  now: '当前', last: '上期最终', provisional: '暂定', final: '最终', updated: (at) => `截至 ${at}`,
  endsIn: (time) => `还剩 ${time}`, ended: '已结束，正在计入最后的行为', endedAt: (at) => `${at} 结束`, never: '永久累计',
  days: (d, h) => `${d} 天 ${h} 小时`, hours: (h, m) => `${h} 小时 ${m} 分`, minutes: (m, sec) => `${m} 分 ${sec} 秒`, seconds: (sec) => `${sec} 秒`,
  rules: '榜单规则',
  counts: { 'points-earned': '统计获得的积分，消费不扣减。', purchases: '统计行为次数，整单退款后不再计。', amount: '统计金额，退款扣减。', plays: '统计抽奖次数。', prizes: '统计中奖次数。', streak: '统计本期内最长的连续天数；受保护的日子不中断，也不计入。' },
  unit: { 'points-earned': '积分', purchases: '次数', amount: '金额', plays: '抽奖次数', prizes: '中奖次数', streak: '连续天数' },
  scope: (groups) => `只统计会员属于 ${groups} 期间的行为。`, or: ' 或 ', and: '，并且属于 ',
  tie: '同分时先达到者在前。', ends: (at, zone) => `本期于 ${at} 结束（${zone}）。`, settled: '最终确定之前，补报和退款仍会改变名次；确定之后不再改变。',
  rewards: '奖励', to: (from, to) => (from === to ? `第 ${number(to)} 名` : `第 ${number(from)} 至 ${number(to)} 名`), share: (p) => `前 ${p}%`,
  points: (n) => `${number(n)} 积分`, tickets: (n) => `${number(n)} 张抽奖券`, badge: '徽章',
  name: '我在榜单上的名字', alias: '名字', listed: '让别人看到我的名字', hint: (masked) => `不填则显示为 ${masked}。1 至 20 个字母、汉字、数字、空格或 - _ . ' ·`, save: '保存',
  saved: '已保存，今后这样显示。', hidden: '已保存，别人只看到您的名次，看不到名字。', refused: '这个名字不可用，请换一个。', other: '操作未成功，没有任何改变。',
  moved: (n) => `您现在排第 ${number(n)} 名。`,
  cohort: (division, n) => `${division}，第 ${number(n)} 组`, begins: (division) => `您从${division}开始。`,
  joins: (division) => `正在为您安排${division}的小组，得分已经计入。`, undecided: '正在根据上期结果确定您的级别，得分已经计入。',
  now_promote: (division) => `按目前名次，您将晋级至${division}。`, now_demote: (division) => `按目前名次，您将降至${division}。`, now_stay: (division) => `按目前名次，您将留在${division}。`,
  then_promote: (division) => `您已晋级至${division}。`, then_demote: (division) => `您已降至${division}。`, then_stay: (division) => `您留在${division}。`,
  lineUp: (n, to) => `前 ${number(n)} 名晋级至${to}`, lineDown: (n, to) => `后 ${number(n)} 名降至${to}`,
  cohorts: (size, up, down) => `您与同级别的会员同组竞争，每组最多 ${number(size)} 人。本期最终确定后，满员小组的前 ${number(up)} 名晋级，后 ${number(down)} 名降级；未满员的小组按比例减少。得分大于零才能晋级，未参加者级别不变。`,
  divisions: (names) => `级别由低到高：${names}。`, then: '、',
  locale: 'zh-CN',
};

export const words = { en, zh };

/** @param {number} n */
export function number(n) {
  return n.toLocaleString('en-US');
}

/** A score in the board's unit; amounts are minor units. @param {number} score @param {string} metric */
export const scoreText = (score, metric) => (metric === 'amount' ? (score / 100).toLocaleString('en-US', { minimumFractionDigits: 2 }) : number(score));

/** An instant on the board's clock. @param {string} at @param {string} zone @param {string} locale */
export const clock = (at, zone, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(at));

/** A time of day to the second, for whoever reads it. @param {Date} at @param {string} locale */
export const timeOf = (at, locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(at);

/** How long something still takes; the two largest units. @param {number} ms @param {typeof en} say */
export function left(ms, say) {
  const all = Math.max(0, Math.ceil(ms / 1_000));
  const [d, h, m, sec] = [Math.floor(all / 86_400), Math.floor(all / 3_600) % 24, Math.floor(all / 60) % 60, all % 60];
  if (d > 0) return say.days(d, h);
  if (h > 0) return say.hours(h, m);
  return m > 0 ? say.minutes(m, sec) : say.seconds(sec);
}

/** Whose scores count; nothing where everybody's do. @param {{ regions: string[], segments: string[], tiers: string[] } | null | undefined} scope @param {Lang} lang @returns {string[]} */
export function scopeLine(scope, lang) {
  if (!scope) return [];
  const say = words[lang];
  return [say.scope([scope.regions, scope.segments, scope.tiers].filter((ids) => ids.length > 0).map((ids) => ids.join(say.or)).join(say.and))];
}

/** The ranks of each reward: where ranks and shares are mixed, a share says itself. @param {any[]} rewards @param {Lang} lang @returns {{ who: string, what: string }[]} */
export function rewardLines(rewards, lang) {
  const say = words[lang];
  let from = 1;
  return rewards.map((reward) => {
    const who = reward.to ? say.to(Math.min(from, reward.to), reward.to) : say.share(reward.toPercent);
    from = reward.to ? reward.to + 1 : from;
    const what = [reward.points ? say.points(reward.points) : '', reward.tickets ? say.tickets(reward.tickets.count) : '', reward.badge ? say.badge : ''].filter(Boolean);
    return { who, what: what.join(' + ') };
  });
}

/** Where a member competes, and what its rank brings as it stands. @param {any} standing @param {Lang} lang @returns {string[]} */
export function cohortLines({ cohort, move, provisional }, lang) {
  if (!cohort) return [];
  const say = words[lang];
  const division = cohort.division?.name[lang];
  if (cohort.pending) return [division ? say.joins(division) : say.undecided];
  if (cohort.number === null) return division ? [say.begins(division)] : [];
  const to = { promote: cohort.above, demote: cohort.below, stay: cohort.division }[/** @type {'promote' | 'demote' | 'stay'} */ (move)];
  return [say.cohort(division, cohort.number), ...(to ? [say[/** @type {'now_stay'} */ (`${provisional ? 'now' : 'then'}_${move}`)](to.name[lang])] : [])];
}

/** How a board divides its members; nothing where all stand on one list. @param {any} cohorts @param {Lang} lang @returns {string[]} */
export function cohortRules(cohorts, lang) {
  if (!cohorts) return [];
  const say = words[lang];
  return [say.cohorts(cohorts.size, cohorts.promote, cohorts.demote), say.divisions(cohorts.divisions.map((/** @type {any} */ division) => division.name[lang]).join(say.then))];
}
