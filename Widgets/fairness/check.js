// @ts-check
/**
 * Checks a receipt of any kind. Every question is answered by itself, so that what does not fit is named.
 *
 * @typedef {{ rule: string, field: string, passed: boolean, expected: string, found: string }} Finding
 * @typedef {{ step: string, value: string }} Step  What was computed on the way.
 * @typedef {{ kind: 'wheel' | 'card' | 'draw', findings: Finding[], steps: Step[], sealed: boolean, test: boolean }} Report  `sealed`: it was checked without the secret. `test`: a test member played.
 */
import { altered, bytesOf, fields, hexOf, hmac, keyOf, number, sha256, utf8 } from './bytes.js';
import { kindAt, positionOf, saltOf, sealOf } from './deck.js';
import { drawn, hit, resolve } from './formula.js';

/** @type {Record<Report['kind'], [string, string][]>} */
const FORMS = {
  wheel: [['formula', 'text'], ['playId', 'play'], ['lottery', 'text'], ['period', 'text'], ['commitment', 'hash'], ['memberKey', 'hash'], ['nonce', 'long'], ['playerSeed', 'text'],
    ['tableVersion', 'long'], ['tableHash', 'hash'], ['sinceWin', 'long'], ['exhausted', 'list'], ['rolled', 'text'], ['segment', 'text'], ['prize', 'flag'], ['guaranteed', 'flag']],
  card: [['formula', 'text'], ['cardId', 'play'], ['lottery', 'text'], ['period', 'text'], ['seedCommitment', 'hash'], ['tableHash', 'hash'], ['serial', 'long'], ['commitment', 'hash'],
    ['salt', 'hash'], ['kind', 'text'], ['prize', 'flag']],
  draw: [['formula', 'text'], ['lottery', 'text'], ['period', 'text'], ['seedCommitment', 'hash'], ['memberKey', 'hash'], ['entries', 'long'], ['winners', 'long'], ['drawn', 'list'],
    ['position', 'long'], ['sealed', 'text']],
};
/** Counted where a receipt has them, in this order. @type {[string, string][]} */
const OPTIONAL = [['owned', 'list'], ['test', 'flag'], ['memberKey', 'hash']];
const FORMULAS = { wheel: 'jifen/wheel/1', card: 'jifen/deck/1', draw: 'jifen/draw/1' };
const MOST_ENTRIES = 1000;

/** @param {any} receipt @returns {Report['kind']} */
export const kindOf = (receipt) => ('entries' in receipt ? 'draw' : 'cardId' in receipt ? 'card' : 'wheel');

/** @param {any} receipt @param {string} seedHex Empty while it is not told; that of a spin is needed. @returns {Promise<Report>} */
export async function check(receipt, seedHex) {
  const kind = kindOf(receipt);
  const seed = seedHex === '' && kind !== 'wheel' ? null : bytesOf(seedHex);
  if (seed && seed.length !== 32) throw new RangeError('seed');
  const test = receipt.test === true;
  if ('test' in receipt && !test) throw new RangeError('test');
  const more = OPTIONAL.filter(([field]) => receipt[field] !== undefined && !FORMS[kind].some(([known]) => known === field));
  const changed = altered(receipt, [...FORMS[kind], ...more]).map((one) => ({ rule: 'unaltered', passed: false, ...one }));
  const first = [...(changed.length > 0 ? changed : [same('unaltered', 'checkDigits', '✓', '✓')]), same('formula', 'formula', FORMULAS[kind], receipt.formula)];
  const { findings, steps } = await { wheel, card, draw }[kind](receipt, seed);
  return { kind, findings: [...first, ...findings], steps, sealed: seed === null, test };
}

/** @param {string} rule @param {string} field @param {unknown} expected @param {unknown} found @returns {Finding} */
const same = (rule, field, expected, found) => ({ rule, field, passed: String(expected) === String(found), expected: String(expected), found: String(found) });

/** @param {any} receipt @param {Uint8Array | null} seed */
async function wheel(receipt, seed) {
  const key = /** @type {Uint8Array} */ (seed);
  const { table } = receipt;
  const [commitment, tableHash] = [await sha256(key), await sha256(utf8(JSON.stringify(table)))];
  const total = table.segments.reduce((/** @type {bigint} */ sum, /** @type {any} */ { weight }) => sum + BigInt(weight), 0n);
  const { message, block, word, number: found } = await drawn(key, receipt, total);
  const rolled = hit(table.segments, found);
  const { segment, guaranteed } = resolve(receipt, rolled);
  const prize = table.segments.find((/** @type {any} */ one) => one.id === segment)?.prize;
  return {
    findings: [
      same('commitment', 'commitment', commitment, receipt.commitment), same('tableHash', 'tableHash', tableHash, receipt.tableHash), same('tableLottery', 'table.lottery', receipt.lottery, table.lottery),
      same('tableVersion', 'table.version', receipt.tableVersion, table.version), same('rolled', 'rolled', rolled, receipt.rolled), same('segment', 'segment', segment, receipt.segment),
      same('prize', 'prize', Boolean(prize), receipt.prize), same('guaranteed', 'guaranteed', guaranteed, receipt.guaranteed),
    ],
    steps: [
      { step: 'fingerprint', value: commitment }, { step: 'table', value: tableHash }, { step: 'message', value: hexOf(message) }, { step: 'block', value: hexOf(block) },
      { step: 'word', value: String(word) }, { step: 'number', value: `${word} mod ${total} = ${found}` }, { step: 'rolled', value: rolled }, { step: 'segment', value: String(segment) },
    ],
  };
}

/** @param {any} receipt @param {Uint8Array | null} seed */
async function card(receipt, seed) {
  const { lottery, serial, kind, salt, table } = receipt;
  const [tableHash, seal] = [await sha256(utf8(JSON.stringify(table))), await sealOf(lottery, serial, kind, salt)];
  const findings = [
    same('period', 'period', 'deck', receipt.period), same('tableHash', 'tableHash', tableHash, receipt.tableHash), same('tableLottery', 'table.lottery', lottery, table.lottery),
    same('prize', 'prize', Boolean(table.cards.find((/** @type {any} */ one) => one.id === kind)?.prize), receipt.prize), same('sealed', 'commitment', seal, receipt.commitment),
  ];
  const steps = [{ step: 'table', value: tableHash }, { step: 'seal', value: seal }];
  if (!seed) return { findings, steps };
  const cards = table.cards.reduce((/** @type {bigint} */ sum, /** @type {any} */ { count }) => sum + BigInt(count), 0n);
  if (serial < 0 || BigInt(serial) >= cards) throw new RangeError('serial');
  const order = receipt.test ? `${lottery}/test/${receipt.memberKey}` : lottery;
  const [commitment, made, position] = [await sha256(seed), await saltOf(seed, order, serial), await positionOf(seed, order, cards, BigInt(serial))];
  const lies = kindAt(table.cards, position)?.id;
  return {
    findings: [...findings, same('commitment', 'seedCommitment', commitment, receipt.seedCommitment), same('salt', 'salt', made, salt), same('kind', 'kind', lies, kind)],
    steps: [...steps, { step: 'fingerprint', value: commitment }, { step: 'salt', value: made }, { step: 'position', value: `${serial} → ${position} / ${cards}` }, { step: 'kind', value: String(lies) }],
  };
}

/** @param {any} receipt @param {Uint8Array | null} seed */
async function draw(receipt, seed) {
  /** @type {string[]} */
  const list = receipt.drawn;
  const { lottery, period, memberKey, entries } = receipt;
  if (!(entries >= 1 && entries <= MOST_ENTRIES) || receipt.winners > list.length) throw new RangeError('entries');
  const findings = [same('order', 'drawn', [...new Set(list)].sort().join(' '), list.join(' '))];
  if (!seed) return { findings, steps: [] };
  if (receipt.test) {
    const print = await sha256(seed);
    return { findings: [...findings, same('commitment', 'seedCommitment', print, receipt.seedCommitment), same('position', 'position', 0, receipt.position)], steps: [{ step: 'fingerprint', value: print }] };
  }
  const key = await keyOf(seed);
  const slips = [];
  for (let entry = 1; entry <= entries; entry++) slips.push(hexOf(await hmac(key, fields(utf8('jifen/draw/1'), utf8(lottery), utf8(period), bytesOf(memberKey), number(entry)))));
  const [commitment, smallest] = [await sha256(seed), [...slips].sort()[0]];
  const position = list.indexOf(smallest) + 1;
  const last = list.at(-1);
  const passed = position > 0 || last === undefined || smallest > last;
  return {
    findings: [...findings, same('commitment', 'seedCommitment', commitment, receipt.seedCommitment), same('position', 'position', position, receipt.position),
      ...(position === 0 && last !== undefined ? [{ rule: 'passedOver', field: 'drawn', passed, expected: `< ${smallest}`, found: last }] : [])],
    steps: [{ step: 'fingerprint', value: commitment }, ...slips.slice(0, 10).map((value) => ({ step: 'slip', value })), { step: 'smallest', value: smallest }, { step: 'position', value: `${position} / ${list.length}` }],
  };
}
