// @ts-check
/**
 * A player's client of a silo: tokens that renew themselves, retries by the rules of docs/api.md, live events.
 *
 * @typedef {{ en: string, zh: string }} LocalText
 * @typedef {() => string | Promise<string>} TokenSource  Gives a player token that is fresh; asked again before the last one ends.
 * @typedef {{ status: number, body: any }} Answer
 * @typedef {'offline' | 'busy'} Waiting  Why a call has to wait: no connection, or a silo that asks for patience.
 * @typedef {{ body?: object, key?: string, attempts?: number, onWait?: (why: Waiting, seconds: number) => void, signal?: AbortSignal, keepalive?: boolean, now?: boolean }} CallOptions  `now`: a read that somebody looks at waits for no turn.
 */
import { Pace } from './jifen-pace.js';
import { EventStream } from './jifen-stream.js';

/** A token is renewed this long before its end. */
const AHEAD_MS = 30_000;

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/** What was told with something else holds as read for so long. */
const TOLD_MS = 2_000;

/** Answers after which the same call may be made again. */
const PASSING = new Set([429, 500, 502, 503, 504]);

/** What a silo refuses or cannot do. `code` is stable, `detail` is an English sentence. */
export class Problem extends Error {
  /** @param {number} status @param {{ code?: string, detail?: string, title?: string, field?: string }} [body] `field` names the value at fault. */
  constructor(status, body = {}) {
    super(body.detail ?? body.title ?? `status ${status}`);
    this.name = 'Problem';
    this.status = status;
    this.code = body.code ?? 'internal';
    this.field = body.field ?? null;
  }
}

export class Jifen {
  #server;
  #source;
  /** @type {{ text: string, member: string, renewAt: number } | null} */
  #token = null;
  /** @type {Promise<void> | null} */
  #renewal = null;
  /** @type {string | null} */
  #position = null;
  #stream;
  #pace = new Pace();
  /** Reads that wait for their turn, by path. @type {Map<string, Promise<any>>} */
  #waiting = new Map();
  /** What is known of a path without having been read there. @type {Map<string, { body: any, until: number }>} */
  #told = new Map();

  /** @param {{ server?: string, token: TokenSource }} options `server` is the silo's origin; without it, that of the page. */
  constructor({ server = '', token }) {
    this.#server = server.replace(/\/+$/, '');
    this.#source = token;
    this.#stream = new EventStream((last, signal) => this.#open(last, signal));
  }

  /** The member's id, as the token names it. @returns {Promise<string>} */
  async member() {
    return (await this.#fresh()).member;
  }

  /**
   * Reads; what this client wrote before is seen. Reads wait for their turn where there are many, and who asks for what already waits gets the same answer, which is not to be changed.
   * @param {string} path @param {CallOptions} [options] @returns {Promise<any>}
   */
  async read(path, options) {
    const told = this.#told.get(path);
    this.#told.delete(path);
    if (told && performance.now() < told.until) return told.body;
    const { now = false, ...own } = options ?? {};
    const isAlone = Object.keys(own).length > 0;
    const waiting = isAlone ? undefined : this.#waiting.get(path);
    if (waiting) return waiting;
    const read = this.#inTurn(path, now, own, isAlone);
    if (!isAlone) this.#waiting.set(path, read);
    return read;
  }

  /** The next read of a path within two seconds is answered by this, which was read with something else, such as a list. @param {string} path @param {any} body */
  tell(path, body) {
    this.#told.set(path, { body, until: performance.now() + TOLD_MS });
  }

  /**
   * Calls until there is an answer that holds. A call with a key may be repeated without end: it is done once.
   * @param {string} method @param {string} path @param {CallOptions} [options] @returns {Promise<Answer>}
   */
  async call(method, path, options = {}) {
    const most = options.attempts ?? Infinity;
    for (let attempt = 1; ; attempt++) {
      const response = await this.#once(method, path, options).catch((fault) => passing(fault, options.signal));
      if (response?.ok) return this.#answer(response);
      if (response && !PASSING.has(response.status)) throw await problemOf(response);
      if (attempt >= most) throw response ? await problemOf(response) : new Problem(0, { code: 'offline' });
      await this.#pause(attempt, response, options);
    }
  }

  /** Hears of what happens to the member, from now on. @param {(event: import('./jifen-stream.js').LiveEvent) => void} listener @returns {() => void} Stops it. */
  follow(listener) {
    return this.#stream.add(listener);
  }

  /** @param {string} path @param {boolean} isNow @param {CallOptions} options @param {boolean} isAlone Nobody shares it. */
  async #inTurn(path, isNow, options, isAlone) {
    await this.#pace.turn(isNow);
    if (!isAlone) this.#waiting.delete(path);
    const { body } = await this.call('GET', path, { attempts: 5, ...options });
    if (path.startsWith('/v1/members/')) this.#stream.from(body.asOf?.position);
    return body;
  }

  /** @param {string} method @param {string} path @param {CallOptions} options */
  async #once(method, path, options) {
    const response = await this.#send(method, path, options);
    if (response.status !== 401) return response;
    this.#token = null;
    return this.#send(method, path, options);
  }

  /** @param {string} method @param {string} path @param {CallOptions} options */
  async #send(method, path, { body, key, signal, keepalive }) {
    const headers = await this.#headers();
    if (body) headers.set('Content-Type', 'application/json');
    if (key) headers.set('Idempotency-Key', key);
    if (this.#position && method === 'GET') headers.set('Jifen-Position', this.#position);
    return fetch(this.#server + path, { method, headers, signal, keepalive, body: body && JSON.stringify(body), cache: 'no-store' });
  }

  /** @param {string | null} last @param {AbortSignal} signal */
  async #open(last, signal) {
    const headers = await this.#headers();
    if (last) headers.set('Last-Event-ID', last);
    const path = `/v1/members/${encodeURIComponent(await this.member())}/events`;
    const response = await fetch(this.#server + path, { headers, signal, cache: 'no-store' });
    if (response.status === 401) this.#token = null;
    return response;
  }

  async #headers() {
    return new Headers({ Authorization: `Bearer ${(await this.#fresh()).text}` });
  }

  /** @param {Response} response @returns {Promise<Answer>} */
  async #answer(response) {
    this.#position = response.headers.get('Jifen-Position') ?? this.#position;
    return { status: response.status, body: await response.json() };
  }

  /** @param {number} attempt @param {Response | null} response @param {CallOptions} options */
  async #pause(attempt, response, { onWait, signal }) {
    const asked = Number(response?.headers.get('Retry-After') ?? 0) * 1_000;
    const own = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1)) * (0.75 + Math.random() / 2);
    const wait = Math.max(asked, own);
    onWait?.(response ? 'busy' : 'offline', Math.ceil(wait / 1_000));
    await until(wait, signal, response === null);
  }

  async #fresh() {
    if (this.#token === null || performance.now() >= this.#token.renewAt) {
      this.#renewal ??= this.#renew().finally(() => { this.#renewal = null; });
      await this.#renewal;
    }
    return /** @type {{ text: string, member: string, renewAt: number }} */ (this.#token);
  }

  async #renew() {
    const text = await this.#source();
    const { sub, nbf, exp } = claimsOf(text);
    this.#token = { text, member: sub, renewAt: performance.now() + Math.max(1_000, (exp - nbf) * 1_000 - AHEAD_MS) };
  }
}

/** What a token says of itself. Whether it holds is for the silo to judge. @param {string} token @returns {{ sub: string, nbf: number, exp: number }} */
export function claimsOf(token) {
  const bytes = Uint8Array.from(atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes));
}

/** @param {Response} response */
async function problemOf(response) {
  return new Problem(response.status, await response.json().catch(() => ({})));
}

/** A call that found no silo is made again; one that was called off, or whose token source failed, is not. @param {any} fault @param {AbortSignal} [signal] @returns {null} */
function passing(fault, signal) {
  if (signal?.aborted || !(fault instanceof TypeError)) throw fault;
  return null;
}

/** Waits; a connection that comes back ends the wait for one. @param {number} ms @param {AbortSignal | undefined} signal @param {boolean} offline */
function until(ms, signal, offline) {
  return new Promise((resolve, reject) => {
    const end = new AbortController();
    const timer = setTimeout(done, ms);
    if (offline) addEventListener('online', done, { signal: end.signal });
    signal?.addEventListener('abort', () => { done(); reject(signal.reason); }, { signal: end.signal });
    function done() {
      clearTimeout(timer);
      end.abort();
      resolve(undefined);
    }
  });
}
