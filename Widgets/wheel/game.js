// @ts-check
/**
 * A wheel as one member plays it: what may be played, what was decided and not shown yet, and the plays themselves.
 *
 * @typedef {import('../jifen.js').LocalText} LocalText
 * @typedef {import('./won.js').Prize} Prize
 * @typedef {import('./won.js').Won & { segment: string }} Outcome
 * @typedef {{ playId: string, lotteryId: string, outcome: Outcome, cost: number, available?: number, receipt?: object }} Play
 * @typedef {{ id: string, label: LocalText, color: string | null, image: string | null, prize: Prize, owned?: boolean, weight?: number, odds?: number, oneIn?: string | null }} Segment  Without chances where the programme does not tell them.
 * @typedef {{ id: string, name: LocalText, open: boolean, soldOut: boolean, opens: string | null, closes: string | null, cost: number | null,
 *   plays: { free: number, tickets?: number, today: number | null, total: number | null }, guarantee: { plays: number, segment: string, sinceWin: number } | null,
 *   segments: Segment[], totalWeight?: number, tableVersion: number, period: string, commitment: string | null }} Lottery
 * @typedef {import('../jifen.js').Waiting | 'settling'} Waiting  `settling`: the play is taken, and its prize is being looked after.
 */
import { Attempts } from './attempt.js';

/** A play that waits for its prize is asked for again this often. */
const SETTLING_MS = 1_500;

/** Plays that another page may be showing at this moment are not offered before this. */
const SHOWN_ELSEWHERE_MS = 8_000;

export class Game {
  #client;
  #id;
  /** @type {Attempts | null} */
  #attempts = null;
  #member = '';
  /** Shown here, whether the silo knows it yet or not. @type {Set<string>} */
  #shown = new Set();
  /** @type {Lottery | null} */
  lottery = null;
  /** Decided and not shown, oldest first. @type {Play[]} */
  unseen = [];
  /** Taken and not decided yet. */
  settling = 0;

  /** @param {import('../jifen.js').Jifen} client @param {string} lottery @param {string} server */
  constructor(client, lottery, server) {
    this.#client = client;
    this.#id = lottery;
    this.server = server;
  }

  /** Reads the wheel and what is not shown yet. @param {import('../jifen.js').CallOptions} [options] */
  async load(options) {
    this.#member = await this.#client.member();
    this.#attempts ??= new Attempts(this.server, this.#member, this.#id);
    const [lottery, plays] = await Promise.all([this.#client.read(`/v1/lotteries/${this.#id}`, options), this.#plays(options)]);
    this.lottery = lottery;
    this.settling = plays.pending.filter((/** @type {Play} */ play) => play.lotteryId === this.#id).length;
    const mine = plays.items.filter((/** @type {Play} */ play) => play.lotteryId === this.#id);
    for (const play of mine) if (this.#shown.has(play.playId)) this.seen(play);
    this.unseen = mine.filter((/** @type {Play} */ play) => !this.#shown.has(play.playId)).reverse();
  }

  /** Whether a play was asked for, before a reload, and its answer never came. */
  get isInterrupted() {
    return this.#attempts !== null && this.#attempts.open !== null;
  }

  /** Why nothing can be played now, as the silo would say it; null where something can be played or shown. */
  get refusal() {
    const { lottery } = this;
    if (!lottery || this.unseen.length > 0) return null;
    if (!lottery.open) return 'not_open';
    if (lottery.soldOut) return 'sold_out';
    const { free, tickets = 0, today, total } = lottery.plays;
    return today === 0 || total === 0 || (free === 0 && tickets === 0 && lottery.cost === null) ? 'limit_reached' : null;
  }

  /**
   * Plays once, whatever happens on the way. Rejected with a `Problem` where the silo refuses; then nothing was taken.
   * @param {(why: Waiting, seconds: number) => void} onWait @returns {Promise<Play>}
   */
  async play(onWait) {
    const attempts = /** @type {Attempts} */ (this.#attempts);
    const { key, seed } = attempts.begin();
    try {
      for (;;) {
        const { status, body } = await this.#client.call('POST', `/v1/lotteries/${this.#id}/plays`, { body: { playerSeed: seed }, key, onWait });
        if (status !== 202) return this.#answered(attempts, body);
        onWait('settling', 0);
        await this.#settled(body.playId);
      }
    } catch (fault) {
      if (isRefusal(fault)) attempts.end();
      throw fault;
    }
  }

  /** The play was shown to its end. @param {Play} play */
  async seen(play) {
    this.#shown.add(play.playId);
    this.unseen = this.unseen.filter((other) => other.playId !== play.playId);
    await this.#client.call('POST', `/v1/plays/${play.playId}/seen`, { body: {}, keepalive: true, attempts: 8 });
  }

  /** Follows the member; tells when the wheel has to be read again. @param {() => void} changed */
  follow(changed) {
    return this.#client.follow((event) => {
      if (event.type === 'gap') changed();
      else if (event.changes.some((change) => change.kind === 'play')) setTimeout(changed, SHOWN_ELSEWHERE_MS);
      else changed();
    });
  }

  /** The receipt of a play, for an offline check. @param {Play} play @returns {Promise<object | null>} */
  async receiptOf(play) {
    if (play.receipt) return play.receipt;
    const { items } = await this.#client.read(`/v1/members/${this.#member}/plays?receipts=true&limit=50`);
    return items.find((/** @type {Play} */ other) => other.playId === play.playId)?.receipt ?? null;
  }

  /** The secrets that are published by now, newest first, at most three. @returns {Promise<{ period: string, seed: string }[]>} */
  async published() {
    const { periods } = await this.#client.read(`/v1/fairness/${this.#id}`);
    return periods.filter((/** @type {any} */ { seed }) => seed).sort((/** @type {any} */ a, /** @type {any} */ b) => (a.period < b.period ? 1 : -1)).slice(0, 3);
  }

  /** @param {import('../jifen.js').CallOptions} [options] */
  #plays(options) {
    return this.#client.read(`/v1/members/${encodeURIComponent(this.#member)}/plays?unseen=true&limit=50`, options);
  }

  /** @param {Attempts} attempts @param {Play} play */
  #answered(attempts, play) {
    attempts.end();
    this.unseen = this.unseen.filter((other) => other.playId !== play.playId);
    return play;
  }

  /** Ends when the play may be settled: told by an event, or after a while. @param {string} playId */
  #settled(playId) {
    return new Promise((resolve) => {
      const timer = setTimeout(done, SETTLING_MS);
      const stop = this.#client.follow((event) => {
        if (event.type === 'record' && event.changes.some((change) => change.cause === `play:${playId}`)) done();
      });
      function done() {
        clearTimeout(timer);
        stop();
        resolve(undefined);
      }
    });
  }
}

/** Whether a call was answered with no. A session that has ended is no answer: the play may have been taken before. @param {any} fault */
function isRefusal(fault) {
  return fault.name === 'Problem' && fault.status >= 400 && fault.status !== 401;
}
