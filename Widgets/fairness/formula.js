// @ts-check
/**
 * The formula of docs/fairness.md: from a receipt and the published seed to the segment, in this browser and with no server.
 *
 * @typedef {{ id: string, weight: number, stocked: boolean, prize: boolean, fallback?: string }} Slot
 * @typedef {{ formula: string, lottery: string, period: string, memberKey: string, nonce: number, playerSeed: string, commitment: string, tableHash: string,
 *   table: { segments: Slot[], guarantee?: { plays: number, segment: string } }, sinceWin: number, exhausted: string[], rolled: string, segment: string | null }} Receipt
 * @typedef {{ commitment: boolean, table: boolean, drawn: bigint, rolled: string, rolls: boolean, segment: string | undefined, holds: boolean }} Findings
 */

const FORMULA = 'jifen/wheel/1';
const WORDS = 1n << 64n;

/** @param {Receipt} receipt @param {string} seedHex 64 hexadecimal digits. @returns {Promise<Findings>} */
export async function check(receipt, seedHex) {
  if (receipt.formula !== FORMULA) throw new RangeError(`formula ${receipt.formula}`);
  const seed = bytesOf(seedHex);
  const { segments } = receipt.table;
  const drawn = await draw(seed, receipt, segments.reduce((sum, { weight }) => sum + BigInt(weight), 0n));
  const rolled = hit(segments, drawn);
  const segment = resolve(receipt, rolled);
  const commitment = (await sha256(seed)) === receipt.commitment;
  const table = (await sha256(utf8(JSON.stringify(receipt.table)))) === receipt.tableHash;
  const rolls = rolled === receipt.rolled;
  return { commitment, table, drawn, rolled, rolls, segment, holds: commitment && table && rolls && segment === receipt.segment };
}

/** The first word that is not below 2^64 mod total, mod total. @param {Uint8Array} seed @param {Receipt} receipt @param {bigint} total */
export async function draw(seed, receipt, total) {
  const key = await crypto.subtle.importKey('raw', /** @type {BufferSource} */ (seed), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const { formula, lottery, period, memberKey, nonce, playerSeed } = receipt;
  const message = [utf8(formula), utf8(lottery), utf8(period), bytesOf(memberKey), number(BigInt(nonce), 8), utf8(playerSeed)].flatMap((field) => [number(BigInt(field.length), 4), field]);
  for (let i = 0n; ; i++) {
    const block = new DataView(await crypto.subtle.sign('HMAC', key, /** @type {BufferSource} */ (join([...message, number(i, 4)]))));
    for (let at = 0; at < block.byteLength; at += 8) {
      const word = block.getBigUint64(at);
      if (word >= WORDS % total) return word % total;
    }
  }
}

/** Segments lie side by side, each as wide as its weight. @param {Slot[]} segments @param {bigint} drawn */
function hit(segments, drawn) {
  let end = 0n;
  for (const { id, weight } of segments) {
    end += BigInt(weight);
    if (drawn < end) return id;
  }
  throw new RangeError('drawn beyond the table');
}

/** Stock and guarantee. @param {Receipt} receipt @param {string} rolled @returns {string | undefined} */
function resolve({ table, exhausted, sinceWin }, rolled) {
  const slots = new Map(table.segments.map((slot) => [slot.id, slot]));
  /** @param {string | undefined} id */
  const inStock = (id) => {
    while (id && slots.get(id)?.stocked && exhausted.includes(id)) id = slots.get(id)?.fallback;
    return id;
  };
  const got = inStock(rolled);
  const isDue = table.guarantee && sinceWin + 1 >= table.guarantee.plays;
  return got && isDue && !slots.get(got)?.prize ? inStock(table.guarantee?.segment) : got;
}

/** @param {Uint8Array} bytes */
async function sha256(bytes) {
  return [...new Uint8Array(await crypto.subtle.digest('SHA-256', /** @type {BufferSource} */ (bytes)))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @param {string} text */
const utf8 = (text) => new TextEncoder().encode(text);

/** @param {string} hex */
function bytesOf(hex) {
  if (!/^([0-9a-f]{2})+$/i.test(hex)) throw new RangeError('not hexadecimal');
  return Uint8Array.from(/** @type {string[]} */ (hex.match(/../g)), (pair) => parseInt(pair, 16));
}

/** @param {bigint} value @param {number} length Big-endian. */
function number(value, length) {
  return Uint8Array.from({ length }, (_, i) => Number((value >> BigInt(8 * (length - 1 - i))) & 255n));
}

/** @param {Uint8Array[]} parts */
function join(parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
