// @ts-check
/**
 * A deck as one member has it in hand: cards that are sealed, new ones, and what a card turns out to be.
 *
 * @typedef {import('../jifen.js').LocalText} LocalText
 * @typedef {import('../wheel/game.js').Prize} Prize
 * @typedef {{ cardId: string, lotteryId: string, serial: number, commitment: string, expires?: string }} Card
 * @typedef {{ cardId: string, outcome: import('../wheel/won.js').Won & { card: string }, available: number, receipt: object }} Opened
 * @typedef {{ id: string, name: LocalText, open: boolean, soldOut: boolean, opens: string | null, cost: number | null, total: number, expiresDays: number,
 *   plays: { free: number, tickets?: number, today: number | null, total: number | null }, commitment: string | null,
 *   cards: { id: string, label: LocalText, color: string | null, image: string | null, prize: Prize, count: number }[] }} Deck
 * @typedef {import('../wheel/game.js').Waiting} Waiting
 */
import { Attempts } from '../wheel/attempt.js';

/** A card that is long in coming is asked for again this often. */
const COMING_MS = 1_500;

export class Hand {
  #client;
  #id;
  #server;
  #member = '';
  /** @type {Attempts | null} */
  #attempts = null;
  /** @type {Deck | null} */
  deck = null;
  /** Sealed, the soonest to be void first. @type {Card[]} */
  held = [];

  /** @param {import('../jifen.js').Jifen} client @param {string} lottery @param {string} server */
  constructor(client, lottery, server) {
    this.#client = client;
    this.#id = lottery;
    this.#server = server;
  }

  /** Learns whose hand it is. */
  async begin() {
    this.#member = await this.#client.member();
  }

  /** @param {import('../jifen.js').CallOptions} [options] */
  async load(options) {
    await this.begin();
    this.#attempts ??= new Attempts(this.#server, this.#member, this.#id);
    const [deck, cards] = await Promise.all([this.#client.read(`/v1/lotteries/${this.#id}`, options), this.#client.read(this.#address(), options)]);
    this.deck = deck;
    this.held = cards.items.filter((/** @type {any} */ card) => card.lotteryId === this.#id && card.state === 'held');
  }

  /** Whether a card was asked for, before a reload, and its answer never came. */
  get isInterrupted() {
    return this.#attempts !== null && this.#attempts.open !== null;
  }

  /** Why no card can be had now, as the silo would say it; null where one can. */
  get refusal() {
    const { deck } = this;
    if (!deck) return null;
    if (!deck.open) return 'not_open';
    if (deck.soldOut) return 'sold_out';
    const { free, tickets = 0, today, total } = deck.plays;
    return today === 0 || total === 0 || (free === 0 && tickets === 0 && deck.cost === null) ? 'limit_reached' : null;
  }

  /**
   * Takes one card, whatever happens on the way. Rejected with a `Problem` where the silo refuses; then nothing was taken.
   * @param {(why: Waiting, seconds: number) => void} onWait @returns {Promise<Card>}
   */
  async take(onWait) {
    const attempts = /** @type {Attempts} */ (this.#attempts);
    const { key } = attempts.begin();
    try {
      for (;;) {
        const { status, body } = await this.#client.call('POST', `/v1/lotteries/${this.#id}/plays`, { body: {}, key, onWait });
        if (status !== 202) {
          attempts.end();
          return { ...body.card, lotteryId: this.#id };
        }
        onWait('settling', 0);
        await new Promise((resolve) => setTimeout(resolve, COMING_MS));
      }
    } catch (fault) {
      const { name, status } = /** @type {any} */ (fault);
      if (name === 'Problem' && status >= 400 && status !== 401) attempts.end();
      throw fault;
    }
  }

  /** Opens a card. Its id is the key: it turns out the same however often it is asked for. @param {string} card @param {(why: Waiting, seconds: number) => void} onWait @returns {Promise<Opened>} */
  async open(card, onWait) {
    this.#keep(card);
    const { body } = await this.#client.call('POST', `${this.#address()}/${card}/scratch`, { body: {}, key: card, onWait });
    return body;
  }

  /** A card that was opened here and not shown to its end. */
  get half() {
    return this.#in((storage) => storage.getItem(this.#name()));
  }

  /** It was shown to its end. */
  shown() {
    this.#in((storage) => storage.removeItem(this.#name()));
  }

  /** @param {string} card */
  #keep(card) {
    this.#in((storage) => storage.setItem(this.#name(), card));
  }

  #name() {
    return `jifen:scratching:${this.#server}:${this.#member}:${this.#id}`;
  }

  #address() {
    return `/v1/members/${encodeURIComponent(this.#member)}/cards`;
  }

  /** @template T @param {(storage: Storage) => T} use @returns {T | null} */
  #in(use) {
    try {
      return use(sessionStorage);
    } catch (fault) {
      if (fault instanceof DOMException) return null;
      throw fault;
    }
  }
}
