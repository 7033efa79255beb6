// @ts-check
/** What the page on fairness says, in both languages. */

const en = {
  title: 'How chance is decided here, and how you check it',
  commit: 'Before a day, a deck of cards or a prize draw begins, the silo makes a secret number and publishes its fingerprint (SHA-256). From then on the secret cannot be exchanged.',
  spin: 'A spin is computed from the secret, the day, who plays, the number of the spin, and a random number that your own device adds. The wheel only shows it.',
  card: 'A deck of cards is shuffled by its secret before the first card is dealt. Your card is sealed when you get it: its own fingerprint shows afterwards that it was not exchanged.',
  entry: 'In a prize draw each entry has a slip, computed from the secret, the period, who entered, and the number of the entry. The members with the smallest slips win. All entries are sealed before the secret is known.',
  reveal: 'When it is over the secret is published. With it and your receipt, anybody can compute the result again. This page does it in your browser and sends nothing anywhere.',
  limits: 'A receipt cannot show that a prize was really gone when it says so, that no entry of somebody else was left out, nor that nobody inside knew the secret beforehand. The first two are proven by the operator’s journal.',
  checkTitle: 'Check a receipt', pick: 'Choose a file', noFile: 'No file is chosen.', receipt: 'Receipt of a spin, a card or entries (the file you saved)', seed: 'Published secret (64 digits and letters a to f; of a card or an entry it may still be unknown)', check: 'Check',
  command: 'The same without a browser:',
  holds: 'It holds.', broken: 'It does not hold.', unusable: 'This receipt or secret cannot be used.',
  kinds: { wheel: 'Receipt of a spin', card: 'Receipt of a scratch card', draw: 'Receipt of entries in a prize draw' },
  test: 'A test member played: nothing was won, and no stock was used.',
  sealed: 'Checked without the secret. Once it is published, check again with it.',
  expected: 'should be', found: 'is', field: 'Field', steps: 'Each step of the calculation',
  rules: /** @type {Record<string, string>} */ ({
    unaltered: 'The fields carry the check digits they were issued with', formula: 'The formula is known', period: 'The period is that of a deck', commitment: 'The secret has the published fingerprint',
    tableHash: 'The table is the one whose fingerprint is told', tableLottery: 'The table belongs to the lottery', tableVersion: 'The table is of the version named',
    rolled: 'The number drawn hits this segment', segment: 'After stock and guarantee: this segment', prize: 'Whether it is a prize', guaranteed: 'Whether the guarantee chose it',
    sealed: 'The card is what was sealed', salt: 'The salt of the seal follows from the secret', kind: 'By the secret, this kind lies under the serial',
    order: 'The slips drawn stand in their order, each once', position: 'The smallest slip has this place (0: not drawn)', passedOver: 'A slip that was not drawn is greater than all that were',
  }),
  made: /** @type {Record<string, string>} */ ({
    fingerprint: 'Fingerprint of the secret: SHA-256', table: 'Fingerprint of the table: SHA-256', message: 'Message of the formula', block: 'HMAC-SHA256 of the message under the secret', word: 'First number of 64 bits that is taken',
    number: 'Its rest by the sum of the weights', rolled: 'Segment at that place', segment: 'Segment after stock and guarantee', seal: 'Seal of the card: SHA-256', salt: 'Salt of the seal: HMAC-SHA256', position: 'Place', kind: 'Kind at that place',
    slip: 'Slip of an entry: HMAC-SHA256', smallest: 'The smallest of them',
  }),
};

/** @type {typeof en} */
const zh = {
  title: '随机结果如何决定，如何核验',
  commit: '每一天、每副刮刮卡、每期抽签开始之前，系统生成一个秘密数，并公布它的指纹（SHA-256）。此后秘密数无法更换。',
  spin: '转盘：由秘密数、日期、抽奖者、序号，以及您设备自己加入的随机数计算得出。转盘只是把它显示出来。',
  card: '刮刮卡：整副卡在发第一张之前就由秘密数洗好。您拿到卡时它已封存，卡的指纹事后能证明没有被调换。',
  entry: '抽签：每次报名都有一支签，由秘密数、期次、报名者和报名序号计算得出，签最小的会员中奖。所有报名在秘密数公布之前已经封存。',
  reveal: '结束后公布秘密数。凭秘密数和您的凭证，任何人都能重新算出结果。本页在您的浏览器里计算，不向任何地方发送数据。',
  limits: '凭证不能证明奖品当时确已发完、没有遗漏他人的报名，也不能证明内部无人事先知道秘密数。前两者由运营方的日志证明。',
  checkTitle: '核验凭证', pick: '选择文件', noFile: '尚未选择文件。', receipt: '转盘、刮刮卡或抽签的凭证（您保存的文件）', seed: '公布的秘密数（64 位，数字和字母 a 至 f；刮刮卡和抽签可在公布前核验）', check: '核验',
  command: '不用浏览器也可以：',
  holds: '核验通过。', broken: '核验不通过。', unusable: '该凭证或秘密数无法使用。',
  kinds: { wheel: '转盘凭证', card: '刮刮卡凭证', draw: '抽签报名凭证' },
  test: '这是测试会员的抽奖：没有真正中奖，也不占用库存。',
  sealed: '未用秘密数核验。公布后请再核验一次。',
  expected: '应为', found: '实为', field: '字段', steps: '计算的每一步',
  rules: {
    unaltered: '字段与签发时的校验位一致', formula: '公式已知', period: '期次为整副卡', commitment: '秘密数与公布的指纹一致',
    tableHash: '奖品表与其指纹一致', tableLottery: '奖品表属于该活动', tableVersion: '奖品表版本一致',
    rolled: '抽得的数命中该格', segment: '计入库存和保底之后为该格', prize: '是否为奖品', guaranteed: '是否由保底给出',
    sealed: '卡与封存时一致', salt: '封存用的盐由秘密数推出', kind: '由秘密数推出该序号就是这类卡',
    order: '抽出的签按大小排列且不重复', position: '最小的签居于此位（0 为未抽中）', passedOver: '未抽中的签大于所有抽出的签',
  },
  made: {
    fingerprint: '秘密数的指纹：SHA-256', table: '奖品表的指纹：SHA-256', message: '公式的消息', block: '消息的 HMAC-SHA256（密钥为秘密数）', word: '第一个被采用的 64 位数',
    number: '除以权重之和的余数', rolled: '该处的格子', segment: '计入库存和保底后的格子', seal: '卡的封印：SHA-256', salt: '封印的盐：HMAC-SHA256', position: '位置', kind: '该处的卡种',
    slip: '一次报名的签：HMAC-SHA256', smallest: '其中最小的',
  },
};

export const words = { en, zh };
