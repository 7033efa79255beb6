// @ts-check
/** Bytes, hashes and check digits of docs/fairness.md, with nothing but Web Crypto. */

/** @param {string} text */
export const utf8 = (text) => new TextEncoder().encode(text);

/** @param {string} hex */
export function bytesOf(hex) {
  if (!/^([0-9a-f]{2})+$/i.test(hex)) throw new RangeError('not hexadecimal');
  return Uint8Array.from(/** @type {string[]} */ (hex.match(/../g)), (pair) => parseInt(pair, 16));
}

/** @param {ArrayBuffer | Uint8Array} bytes */
export const hexOf = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {bigint | number} value @param {number} length Big-endian. */
export function number(value, length = 8) {
  return Uint8Array.from({ length }, (_, i) => Number((BigInt(value) >> BigInt(8 * (length - 1 - i))) & 255n));
}

/** Each field as its length in four bytes and its bytes. @param {Uint8Array[]} parts */
export const fields = (...parts) => join(parts.flatMap((part) => [number(part.length, 4), part]));

/** @param {Uint8Array[]} parts */
export function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** @param {Uint8Array} bytes @returns {Promise<string>} Hexadecimal digits. */
export const sha256 = async (bytes) => hexOf(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)));

/** @param {Uint8Array} seed */
export const keyOf = (seed) => crypto.subtle.importKey('raw', /** @type {BufferSource} */ (seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

/** @param {CryptoKey} key @param {Uint8Array} message */
export const hmac = async (key, message) => new Uint8Array(await crypto.subtle.sign('HMAC', key, /** @type {BufferSource} */ (message)));

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0x82f63b78 : sum >>> 1;
  return sum;
});

/** CRC-32C without its last inversion. @param {Iterable<number>} bytes @param {number} [from] */
function crc(bytes, from = 0xffffffff) {
  let sum = from;
  for (const byte of bytes) sum = (TABLE[(sum ^ byte) & 255] ^ (sum >>> 8)) >>> 0;
  return sum;
}

/** @param {bigint | number} value @param {number} length */
const little = (value, length) => number(value, length).reverse();

/** UTF-16 units. @param {string} text @param {number} [from] */
const crcText = (text, from) => crc([...Array(text.length).keys()].flatMap((i) => [...little(text.charCodeAt(i), 2)]), from);

/** Numbers of 128 bits, as two words. @param {string} hex */
const words = (hex) => (hex.match(/.{16}/g) ?? []).flatMap((word) => [...little(BigInt(`0x${word}`), 8)]);

/** How the digits of a field are made, by its type. @type {Record<string, (value: any) => number>} */
const SUMS = {
  text: (value) => crcText(value), long: (value) => crc(little(BigInt.asUintN(64, BigInt(value)), 8)), flag: (value) => crc(little(value ? 1 : 0, 8)), hash: (value) => crc(words(value)),
  play: (value) => { const [, shard, sequence] = /^p(\d+)-(\d+)$/.exec(value) ?? []; return crc(little(BigInt(sequence), 8), crc(little(BigInt(shard), 4))); },
  list: (value) => value.reduce((/** @type {number} */ sum, /** @type {string} */ text) => crcText(text, crc(little(text.length, 4), sum)), 0xffffffff),
};

/**
 * The fields whose digits differ, and what they should be.
 * @param {any} receipt @param {[string, string][]} form Names and types of the fields, in their order.
 */
export function altered(receipt, form) {
  const told = receipt.checkDigits;
  if (typeof told !== 'string' || told.length !== 8 * form.length) throw new RangeError('checkDigits');
  return form.map(([field, type], i) => ({ field, expected: told.slice(8 * i, 8 * i + 8), found: SUMS[type](receipt[field] ?? '').toString(16).padStart(8, '0') })).filter(({ expected, found }) => expected !== found);
}
