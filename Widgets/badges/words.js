// @ts-check
/** What the shelf of badges says, in both languages. */

/** @param {number} n */
const number = (n) => n.toLocaleString('en-US');

const en = {
  loading: 'Your badges are coming…', failed: 'The badges cannot be reached.', again: 'Look again', none: 'There are no badges now.',
  have: (/** @type {number} */ have, /** @type {number} */ need) => `${number(have)} of ${number(need)}`,
  counters: /** @type {Record<string, string>} */ ({ purchases: 'purchases', plays: 'plays', 'points-earned': 'points earned', wins: 'prizes won' }),
  given: 'from a challenge',
  earned: (/** @type {string} */ day) => `earned ${day}`, secret: 'secret',
  held: (/** @type {string} */ share) => `${share} have it`, nobody: 'nobody has it yet', first: 'only you have it',
  number: (/** @type {number} */ mine, /** @type {number} */ limit) => `No. ${number(mine)} of ${number(limit)}`, waiting: 'yours is on its way',
  soldOut: (/** @type {number} */ limit) => `all ${number(limit)} are gone`, left: (/** @type {number} */ left, /** @type {number} */ limit) => `${number(left)} of ${number(limit)} left`,
  limited: (/** @type {number} */ limit) => `the first ${number(limit)}`,
  hidden: (/** @type {number} */ n) => (n === 1 ? '1 secret badge' : `${number(n)} secret badges`), find: 'Play on to find out.',
  set: (/** @type {string} */ prize) => `Whole set: ${prize}`, done: 'Set complete',
  locale: 'en',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载徽章…', failed: '暂时无法读取徽章。', again: '再看看', none: '目前没有徽章。',
  have: (have, need) => `${number(have)}/${number(need)}`,
  counters: { purchases: '次消费', plays: '次抽奖', 'points-earned': '获得积分', wins: '次中奖' },
  given: '由挑战发放',
  earned: (day) => `${day} 获得`, secret: '隐藏徽章',
  held: (share) => `${share} 的会员拥有`, nobody: '还没有人拥有', first: '只有您拥有',
  number: (mine, limit) => `第 ${number(mine)} 枚，限 ${number(limit)} 枚`, waiting: '正在为您发放',
  soldOut: (limit) => `限量 ${number(limit)} 枚已发完`, left: (left, limit) => `限量 ${number(limit)} 枚，还剩 ${number(left)} 枚`,
  limited: (limit) => `限量 ${number(limit)} 枚`,
  hidden: (n) => `${number(n)} 枚隐藏徽章`, find: '继续游玩，等你发现。',
  set: (prize) => `集齐一套：${prize}`, done: '已集齐',
  locale: 'zh-CN',
};

export const words = { en, zh };

/** How rare a badge is, in words; empty where that is not known now. @param {any} badge @param {number | null} members @param {typeof en} say */
export function rarity({ holders, earned }, members, say) {
  if (holders === null || !members) return '';
  if (holders === 0) return earned ? '' : say.nobody;
  if (holders === 1 && earned) return say.first;
  return say.held(share(holders / members));
}

/** How a badge of a limited edition stands; empty where it has no limit. @param {any} edition @param {typeof en} say */
export function edition(edition, say) {
  if (!edition) return '';
  if (edition.state === 'held') return say.number(edition.number, edition.limit);
  if (edition.state === 'waiting') return say.waiting;
  if (edition.state === 'sold-out') return say.soldOut(edition.limit);
  return edition.left === null ? say.limited(edition.limit) : say.left(edition.left, edition.limit);
}

/** One digit more where the share is small; what is not nought is never told as nought. @param {number} part */
export function share(part) {
  const percent = Math.min(100, part * 100);
  if (percent < 0.1) return '< 0.1 %';
  return `${percent < 10 ? Math.floor(percent * 10) / 10 : Math.floor(percent)} %`;
}
