// @ts-check
/** What the wallet says, in both languages. */

const en = {
  loading: 'Your prizes are coming…', failed: 'The prizes cannot be reached.', again: 'Look again', none: 'No prizes yet. What you win waits here for you.',
  prizes: 'Your prizes', states: /** @type {Record<string, string>} */ ({ coming: 'On its way', ready: 'Ready to use', replaced: 'Given otherwise', awaiting_address: 'Address needed', ordered: 'Being prepared', shipped: 'Shipped', delivered: 'Delivered', cancelled: 'Cancelled' }),
  sources: /** @type {Record<string, string>} */ ({ lottery: 'Won at the wheel', card: 'From a scratch card', challenge: 'From a challenge', draw: 'Won in a draw', 'badge-set': 'For a set of badges' }),
  won: (/** @type {string} */ source, /** @type {string} */ day) => `${source}, ${day}`,
  until: (/** @type {string} */ day) => `Use by ${day}`, over: (/** @type {string} */ day) => `Expired on ${day}`,
  coming: 'Your code is being fetched. It appears here by itself.',
  standIn: (/** @type {number} */ points) => `All codes are given out. You got ${points.toLocaleString('en-US')} ${points === 1 ? 'point' : 'points'} instead.`, nothing: 'All codes are given out.',
  copy: 'Copy', copyOf: (/** @type {string} */ name) => `Copy the code of ${name}`, copied: 'Copied', copyFailed: 'Copying is not allowed here: the code is selected.',
  goods: /** @type {Record<string, string>} */ ({
    awaiting_address: 'Tell us where to send it.', ready: 'We have your address and get it ready.', ordered: 'It is being prepared for you.', shipped: 'It is on its way to you.',
    delivered: 'It has arrived.', cancelled: 'It cannot be sent.',
  }),
  collect: 'Waiting for you: collect it where it is handed out.', collectReady: 'Ready to collect', parcel: (/** @type {string} */ carrier, /** @type {string} */ code) => [carrier, code].filter(Boolean).join(' '), reason: (/** @type {string} */ why) => `Reason: ${why}`,
  addressAsk: 'Enter your address', addressChange: 'Change your address', addressSave: 'Save address', addressErase: 'Remove address', addressSaved: 'Address saved', addressErased: 'Address removed',
  addressLate: 'It is on its way already: the address cannot change any more.', addressFailed: 'The address could not be saved. Try again.', optional: ' (optional)', home: '',
  parts: { recipient: 'Full name', phone: 'Phone', country: 'Country code, two letters', region: 'State or province', city: 'City', street: 'Street and number', more: 'Apartment, floor', postcode: 'Postcode' },
  refused: {
    recipient: 'Enter the name of whoever takes it in.', phone: 'This phone number cannot be used.', country: 'Enter two letters, such as CN or DE.', region: 'This state or province cannot be used.',
    city: 'Enter the city.', street: 'Enter street and number.', more: 'This text cannot be used.', postcode: 'This postcode cannot be used.',
  },
  unnamed: 'Prize', more: (/** @type {number} */ n) => `Show ${n} more`, older: 'Show older prizes', locale: 'en',
};

/** @type {typeof en} */
const zh = {
  loading: '正在加载奖品…', failed: '暂时无法读取奖品。', again: '再看看', none: '还没有奖品。您赢得的奖品会放在这里。',
  prizes: '我的奖品', states: { coming: '正在领取', ready: '可使用', replaced: '已另行给付', awaiting_address: '待填地址', ordered: '备货中', shipped: '已发货', delivered: '已送达', cancelled: '已取消' },
  sources: { lottery: '转盘抽中', card: '刮刮卡刮中', challenge: '挑战奖励', draw: '抽签中奖', 'badge-set': '徽章套装大奖' },
  won: (source, day) => `${source} · ${day}`,
  until: (day) => `有效期至 ${day}`, over: (day) => `已于 ${day} 过期`,
  coming: '正在领取券码，稍后会自动显示。',
  standIn: (points) => `券码已发完，已改发 ${points.toLocaleString('en-US')} 积分。`, nothing: '券码已发完。',
  copy: '复制', copyOf: (name) => `复制“${name}”的券码`, copied: '已复制', copyFailed: '此处不允许复制：券码已选中。',
  goods: {
    awaiting_address: '请填写收货地址。', ready: '已收到您的地址，等待备货。', ordered: '正在为您备货。', shipped: '已发货，正在途中。', delivered: '已送达。', cancelled: '无法寄送。',
  },
  collect: '已备好，请到领取处领取。', collectReady: '可领取', parcel: (carrier, code) => [carrier, code].filter(Boolean).join(' '), reason: (why) => `原因：${why}`,
  addressAsk: '填写收货地址', addressChange: '修改收货地址', addressSave: '保存地址', addressErase: '删除地址', addressSaved: '地址已保存', addressErased: '地址已删除',
  addressLate: '商品已发出，地址不能再修改。', addressFailed: '地址未能保存，请重试。', optional: '（选填）', home: 'CN',
  parts: { recipient: '收件人姓名', phone: '电话', country: '国家代码（两个字母）', region: '省份', city: '城市', street: '街道门牌', more: '楼层、房号', postcode: '邮政编码' },
  refused: {
    recipient: '请填写收件人姓名。', phone: '电话号码不可用。', country: '请填写两个字母，例如 CN。', region: '省份不可用。', city: '请填写城市。', street: '请填写街道门牌。', more: '内容不可用。', postcode: '邮政编码不可用。',
  },
  unnamed: '奖品', more: (n) => `再显示 ${n} 个`, older: '显示更早的奖品', locale: 'zh-CN',
};

export const words = { en, zh };

/** A calendar day, as it is called; it has no zone. @param {string} day `2026-11-21` @param {string} locale */
export const dayName = (day, locale) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** The day of an instant on the clock of whoever reads it. @param {string} at @param {string} locale */
export const dayOf = (at, locale) => new Intl.DateTimeFormat(locale, { month: 'short', day: 'numeric' }).format(new Date(at));
