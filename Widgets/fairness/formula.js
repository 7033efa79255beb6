// @ts-check
/**
 * The wheel's formula of docs/fairness.md: from a receipt and the published seed to the segment.
 *
 * @typedef {{ id: string, weight: number, stocked: boolean, prize: boolean, fallback?: string, substitute?: string }} Slot
 * @typedef {{ formula: string, lottery: string, period: string, memberKey: string, nonce: number, playerSeed: string,
 *   table: { segments: Slot[], guarantee?: { plays: number, segment: string } }, sinceWin: number, exhausted: string[], owned?: string[] }} Receipt
 */
import { bytesOf, fields, hmac, join, keyOf, number, utf8 } from './bytes.js';

const WORDS = 1n << 64n;

/** The first word that is not below 2^64 mod total, mod total. @param {Uint8Array} seed @param {Receipt} receipt @param {bigint} total */
export async function draw(seed, receipt, total) {
  return (await drawn(seed, receipt, total)).number;
}

/** The same with what was computed on the way. @param {Uint8Array} seed @param {Receipt} receipt @param {bigint} total */
export async function drawn(seed, receipt, total) {
  const key = await keyOf(seed);
  const { formula, lottery, period, memberKey, nonce, playerSeed } = receipt;
  const message = fields(utf8(formula), utf8(lottery), utf8(period), bytesOf(memberKey), number(BigInt(nonce)), utf8(playerSeed));
  for (let i = 0n; ; i++) {
    const block = await hmac(key, join([message, number(i, 4)]));
    const words = new DataView(block.buffer);
    for (let at = 0; at < words.byteLength; at += 8) {
      const word = words.getBigUint64(at);
      if (word >= WORDS % total) return { message, block, word, number: word % total };
    }
  }
}

/** Segments lie side by side, each as wide as its weight. @param {Slot[]} segments @param {bigint} found */
export function hit(segments, found) {
  let end = 0n;
  for (const { id, weight } of segments) {
    end += BigInt(weight);
    if (found < end) return id;
  }
  throw new RangeError('drawn beyond the table');
}

/** What the member owns, stock and guarantee. @param {Receipt} receipt @param {string} rolled @returns {{ segment: string | undefined, guaranteed: boolean }} */
export function resolve({ table, exhausted, sinceWin, owned = [] }, rolled) {
  const slots = new Map(table.segments.map((slot) => [slot.id, slot]));
  /** @type {(id: string | undefined) => string | undefined} */
  const given = (id) => {
    const slot = id === undefined ? undefined : slots.get(id);
    if (slot?.substitute && owned.includes(slot.id)) return given(slot.substitute);
    return slot?.stocked && exhausted.includes(slot.id) ? given(slot.fallback) : id;
  };
  const got = given(rolled);
  const isDue = table.guarantee && sinceWin + 1 >= table.guarantee.plays;
  const guaranteed = Boolean(got && isDue && !slots.get(got)?.prize);
  return { segment: guaranteed ? given(table.guarantee?.segment) : got, guaranteed };
}
