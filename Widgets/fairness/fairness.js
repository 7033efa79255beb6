// @ts-check
/** Checks a receipt in this browser. Nothing is sent anywhere. */
import { element, Settings } from '../play/settings.js';
import { html } from '../wheel/panel.js';
import { check } from './formula.js';

const en = {
  title: 'How a spin is decided, and how you check it',
  commit: 'Before the day begins, the silo makes a secret number and publishes its fingerprint (SHA-256). From then on the secret cannot be exchanged.',
  draw: 'A spin is computed from the secret, the day, who plays, the number of the spin, and a random number that your own device adds. The wheel only shows it.',
  reveal: 'When the day is over the secret is published. With it and your receipt, anybody can compute your spin again.',
  limits: 'A receipt cannot show that a prize was really gone when it says so, nor that nobody inside knew the secret beforehand. The first is proven by the operator’s journal; against the second stands the random number of your device.',
  checkTitle: 'Check a receipt', receipt: 'Receipt (the file you saved)', seed: 'Published secret of that day (64 digits and letters a to f)', check: 'Check',
  command: 'The same without a browser:',
  holds: 'It holds.', broken: 'It does not hold.', unusable: 'This receipt or secret cannot be used.',
  commitment: 'The secret has the published fingerprint', table: 'The table of prizes is the one of the receipt', rolled: (/** @type {string} */ id) => `The draw gives “${id}”`, segment: (/** @type {string} */ id) => `After stock and guarantee: “${id}”`,
};

/** @type {typeof en} */
const zh = {
  title: '抽奖如何决定，如何核验',
  commit: '当日开始之前，系统生成一个秘密数，并公布它的指纹（SHA-256）。此后秘密数无法更换。',
  draw: '每次抽奖由秘密数、日期、抽奖者、序号，以及您设备自己加入的随机数计算得出。转盘只是把它显示出来。',
  reveal: '当日结束后公布秘密数。凭秘密数和您的凭证，任何人都能重新算出您的抽奖。',
  limits: '凭证不能证明奖品当时确已发完，也不能证明内部无人事先知道秘密数。前者由运营方的日志证明；针对后者，有您设备加入的随机数。',
  checkTitle: '核验凭证', receipt: '凭证（您保存的文件）', seed: '当日公布的秘密数（64 位，数字和字母 a 至 f）', check: '核验',
  command: '不用浏览器也可以：',
  holds: '核验通过。', broken: '核验不通过。', unusable: '该凭证或秘密数无法使用。',
  commitment: '秘密数与公布的指纹一致', table: '奖品表与凭证一致', rolled: (id) => `抽得“${id}”`, segment: (id) => `计入库存和保底之后：“${id}”`,
};

const words = { en, zh };
const settings = new Settings(show);
/** @type {(() => Node[])} */
let found = () => [];

function show() {
  const say = /** @type {any} */ (words[settings.lang]);
  for (const told of document.querySelectorAll('[data-tell]')) told.textContent = say[told.getAttribute('data-tell') ?? ''];
  document.title = say.title;
  element('found').replaceChildren(...found());
}

/** @param {import('./formula.js').Findings} findings @param {import('./formula.js').Receipt} receipt */
function report(findings, receipt) {
  const say = words[settings.lang];
  /** @type {[boolean, string][]} */
  const lines = [
    [findings.commitment, say.commitment], [findings.table, say.table], [findings.rolls, say.rolled(findings.rolled)],
    [findings.segment === receipt.segment, say.segment(findings.segment ?? '—')],
  ];
  return [
    html('strong', { class: findings.holds ? 'good' : 'bad' }, findings.holds ? say.holds : say.broken),
    html('ul', {}, ...lines.map(([holds, text]) => html('li', { class: holds ? 'good' : 'bad' }, `${holds ? '✓' : '✗'} ${text}`))),
  ];
}

async function run() {
  const file = /** @type {HTMLInputElement} */ (element('file')).files?.[0];
  const read = JSON.parse(await /** @type {File} */ (file).text());
  const receipt = read.receipt ?? read;
  const findings = await check(receipt, /** @type {HTMLInputElement} */ (element('seed')).value.trim());
  found = () => report(findings, receipt);
}

element('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  await run().catch(() => { found = () => [html('strong', { class: 'bad' }, words[settings.lang].unusable)]; });
  show();
});

show();
