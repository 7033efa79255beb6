// @ts-check
/** Scratch cards: where a serial lies in its deck, and what sealed it. */
import { bytesOf, fields, hexOf, hmac, keyOf, number, sha256, utf8 } from './bytes.js';

const ROUNDS = 10;

/** The permutation. @param {Uint8Array} seed @param {string} lottery @param {bigint} cards @param {bigint} serial */
export async function positionOf(seed, lottery, cards, serial) {
  const key = await keyOf(seed);
  let width = 1n;
  while (width * width < cards) width++;
  const height = (cards + width - 1n) / width;
  let at = serial;
  do {
    let [left, right] = [at % width, at / width];
    for (let round = 1; round <= ROUNDS; round++) {
      const block = await hmac(key, fields(utf8('jifen/deck/1'), utf8(lottery), number(round), number(right)));
      [left, right] = [right, (left + BigInt(`0x${hexOf(block.slice(0, 16))}`)) % (round % 2 === 1 ? width : height)];
    }
    at = width * right + left;
  } while (at >= cards);
  return at;
}

/** Kinds lie side by side, each as wide as its count. @param {{ id: string, count: number, prize: boolean }[]} kinds @param {bigint} position */
export function kindAt(kinds, position) {
  let end = 0n;
  return kinds.find(({ count }) => position < (end += BigInt(count)));
}

/** @param {Uint8Array} seed @param {string} lottery @param {number} serial */
export const saltOf = async (seed, lottery, serial) => hexOf(await hmac(await keyOf(seed), fields(utf8('jifen/card-salt/1'), utf8(lottery), number(serial))));

/** @param {string} lottery @param {number} serial @param {string} kind @param {string} salt */
export const sealOf = (lottery, serial, kind, salt) => sha256(fields(utf8('jifen/card/1'), utf8(lottery), number(serial), utf8(kind), bytesOf(salt)));
