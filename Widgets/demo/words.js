// @ts-check
/** What the demo pages of the widgets say, in both languages. */

const en = {
  locale: 'en', otherLang: '中文', brand: 'Widgets', others: 'All widgets', theme: 'Theme',
  themes: { light: 'Light', dark: 'Dark', brand: 'Brand' },
  title: 'Widgets', what: 'Custom elements for any app or page: plain modules, no build step, no package. Each page shows one of them alone.',
  play: 'All of them on one player page', fair: 'How chance is decided',
  guest: (/** @type {string} */ id) => `You are ${id}, a guest of the demo, with points from one made-up purchase.`,
  member: (/** @type {string} */ id) => `You are ${id}, by the token of the address.`,
  nobody: 'This silo takes no guests: it does not serve the demo. Make a token of a member with your server key, and open this page with it:',
  over: 'Your token has ended. Open this page with a fresh one:',
  failed: 'The server cannot be reached. Reload the page when it is back.',
  crowded: 'Many guests have just come. Please come back in a few minutes.',
  embed: 'Embed it', embedNote: 'This is the very element above. Only the token is yours to give: your back end signs the user in and asks the silo for a player token with its server key.',
  copy: 'Copy', copied: 'Copied.', marked: 'Marked; copy it with the keys of your device.', loading: 'One moment…',
  attributes: 'Attributes, properties, methods', events: 'Events', heard: 'Heard on this page', nothingHeard: 'Nothing yet. Use the widget.', parts: 'Parts for ::part()',
  properties: 'Custom properties', themeNote: 'The theme of this page, as one rule. Switch it above.', noRule: 'The light theme is what holds without any property set.', otherwise: 'default',
  means: /** @type {Record<string, string>} */ ({
    lottery: 'id of the game', challenge: 'id of the streak', board: 'id of a board; without it there is a tab for each', server: 'origin of the silo; without it, that of the page',
    lang: 'en or zh; without it, that of the nearest element with lang', explain: 'address behind “How to check it”; without it, the silo’s own page',
    token: 'callback that gives a fresh player token', client: 'a Jifen instead of token, to share one connection', hold: 'function that is true while a game shows a result; nothing is read then',
    'spin()': 'what the button does', 'press()': 'what the button does', 'refresh()': 'reads anew', isBusy: 'a result is on its way, or being shown', covered: 'id of the card that is open and not shown to its end, or null',
    play: 'the silo has decided, nothing has moved yet', reveal: 'the result has been shown', deal: 'a card was taken; it is sealed', enter: 'an entry was taken', claim: 'a prize was claimed',
    read: 'what it shows was read; detail has it', copied: 'a code was copied', address: 'an address was sent or removed', error: 'refused, or not reached; detail has code and message',
    '--jifen-ink': 'text', '--jifen-muted': 'lesser text', '--jifen-line': 'lines, resting button', '--jifen-accent': 'button', '--jifen-on-accent': 'text on the button',
    '--jifen-link': 'links', '--jifen-focus': 'focus ring', '--jifen-font': 'font family', '--jifen-radius': 'corners of buttons', '--jifen-card': 'ground that it stands on',
    '--jifen-soft': 'ground of a group', '--jifen-done': 'what is done', '--jifen-up': 'who rises a division', '--jifen-down': 'who falls a division', '--jifen-on-done': 'text on it', '--jifen-saved': 'days that were paused or frozen', '--jifen-on-saved': 'text on it',
    '--jifen-medal': 'ring and face of a badge', '--jifen-rim-light': 'rim, above', '--jifen-rim-dark': 'rim, below', '--jifen-lamp': 'lamps', '--jifen-pointer': 'pointer',
    '--jifen-plate': 'below the segments', '--jifen-shadow': 'shadow of the wheel', '--jifen-wheel-size': 'largest width', '--jifen-card-size': 'largest width', '--jifen-foil': 'foil', '--jifen-foil-dark': 'foil, darker',
  }),
};

/** @type {typeof en} */
const zh = {
  locale: 'zh-CN', otherLang: 'English', brand: '组件', others: '全部组件', theme: '主题',
  themes: { light: '浅色', dark: '深色', brand: '品牌' },
  title: '组件', what: '可放入任何应用或网页的自定义元素：纯模块，无需构建，无需安装。每页单独展示一个组件。',
  play: '完整的玩家页面', fair: '随机结果如何决定',
  guest: (id) => `您是演示访客 ${id}，起始积分来自一笔虚构的消费。`,
  member: (id) => `您是 ${id}，身份来自地址中的令牌。`,
  nobody: '本节点没有演示访客。请用服务密钥为一名会员申请令牌，再用它打开本页：',
  over: '令牌已到期，请用新的令牌打开本页：',
  failed: '暂时连不上服务器，恢复后请重新加载本页。',
  crowded: '刚刚来了很多访客，请过几分钟再来。',
  embed: '嵌入方法', embedNote: '上面的组件就是用这段代码放入的。令牌由您的后端提供：后端确认用户身份，再用服务密钥向节点申请玩家令牌。',
  copy: '复制', copied: '已复制。', marked: '已选中，请用设备的复制功能复制。', loading: '请稍候…',
  attributes: '属性、成员和方法', events: '事件', heard: '本页收到的事件', nothingHeard: '暂无，请操作组件。', parts: '可用 ::part() 设置的部分',
  properties: '自定义属性', themeNote: '以下一条规则就是本页当前的主题，可在上方切换。', noRule: '浅色主题就是不设任何属性时的样子。', otherwise: '默认',
  means: {
    lottery: '游戏的编号', challenge: '连续打卡的编号', board: '榜单的编号；不填则每个榜单一个标签', server: '节点的来源；不填则与本页相同',
    lang: 'en 或 zh；不填则取最近的 lang', explain: '“如何核验”指向的地址；不填则为节点自带的页面',
    token: '回调函数，给出新的玩家令牌', client: '可代替 token 的 Jifen 对象，多个组件共用一个连接', hold: '函数；游戏揭晓结果时返回 true，期间不读取',
    'spin()': '与按钮相同', 'press()': '与按钮相同', 'refresh()': '重新读取', isBusy: '结果未到，或正在揭晓', covered: '已开启而未看完的卡片编号，没有则为 null',
    play: '节点已决定，画面尚未变化', reveal: '结果已揭晓', deal: '已领取一张密封的卡', enter: '已报名', claim: '已领取奖品',
    read: '已读取所显示的内容，见 detail', copied: '已复制兑换码', address: '已提交或删除地址', error: '被拒绝或连不上，detail 中有 code 和 message',
    '--jifen-ink': '文字', '--jifen-muted': '次要文字', '--jifen-line': '线条、不可用的按钮', '--jifen-accent': '按钮', '--jifen-on-accent': '按钮上的文字',
    '--jifen-link': '链接', '--jifen-focus': '焦点框', '--jifen-font': '字体', '--jifen-radius': '按钮圆角', '--jifen-card': '所在的底色',
    '--jifen-soft': '分组的底色', '--jifen-done': '已完成', '--jifen-up': '晋级', '--jifen-down': '降级', '--jifen-on-done': '其上的文字', '--jifen-saved': '暂停或冻结的日子', '--jifen-on-saved': '其上的文字',
    '--jifen-medal': '徽章的环和面', '--jifen-rim-light': '外圈上部', '--jifen-rim-dark': '外圈下部', '--jifen-lamp': '灯', '--jifen-pointer': '指针',
    '--jifen-plate': '扇区之下', '--jifen-shadow': '转盘阴影', '--jifen-wheel-size': '最大宽度', '--jifen-card-size': '最大宽度', '--jifen-foil': '涂层', '--jifen-foil-dark': '涂层深色',
  },
};

export const words = { en, zh };
