// @ts-check
/**
 * Server-sent events over `fetch`, because a bearer token cannot ride on `EventSource`.
 *
 * @typedef {{ at: string, kind: string, points: number, cause?: string, [more: string]: any }} Change
 * @typedef {{ type: 'record', at: string, changes: Change[] } | { type: 'gap' }} LiveEvent  After `gap`, what was read before is old.
 */

/** Three heartbeats of a silo with its start values. */
const SILENCE_MS = 45_000;

/** A position in one shard, the member's. */
const PLACE = /^\d+\.\d+$/;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 30_000;

/**
 * One stream for all listeners, open while there are some and the page is seen: a browser opens few connections to one origin, and a page in
 * the background needs none. It goes on where it stopped.
 */
export class EventStream {
  #open;
  /** @type {Set<(event: LiveEvent) => void>} */
  #listeners = new Set();
  /** @type {string | null} */
  #last = null;
  /** @type {AbortController | null} */
  #running = null;
  #wait = FIRST_WAIT_MS;
  #begun = false;

  /** @param {(last: string | null, signal: AbortSignal) => Promise<Response>} open */
  constructor(open) {
    this.#open = open;
    document.addEventListener('visibilitychange', () => this.#look());
  }

  /** @param {(event: LiveEvent) => void} listener @returns {() => void} */
  add(listener) {
    this.#listeners.add(listener);
    this.#look();
    return () => {
      this.#listeners.delete(listener);
      this.#look();
    };
  }

  /** Where the stream begins, if it has not: what a read of the member saw need not be told. @param {string | undefined} position */
  from(position) {
    if (position && PLACE.test(position)) this.#last ??= position;
  }

  #look() {
    const wanted = this.#listeners.size > 0 && document.visibilityState === 'visible';
    if (wanted && !this.#running) this.#run();
    if (!wanted) {
      this.#running?.abort();
      this.#running = null;
    }
  }

  async #run() {
    const stop = this.#running = new AbortController();
    while (!stop.signal.aborted) {
      await this.#once(stop.signal).catch(() => undefined);
      if (!stop.signal.aborted) await new Promise((resolve) => setTimeout(resolve, this.#wait));
      this.#wait = Math.min(LONGEST_WAIT_MS, this.#wait * 2);
    }
  }

  /** @param {AbortSignal} stop */
  async #once(stop) {
    const response = await this.#open(this.#last, stop);
    if (response.status === 422) this.#forget();
    if (!response.ok || !response.body) return;
    if (this.#begun && this.#last === null) this.#tell({ type: 'gap' });
    this.#begun = true;
    this.#wait = FIRST_WAIT_MS;
    for await (const event of eventsOf(response.body)) {
      if (stop.aborted) return;
      this.#last = event.id ?? this.#last;
      if (event.type === 'gap') this.#tell({ type: 'gap' });
      if (event.type === 'record') this.#tell({ type: 'record', ...JSON.parse(event.data) });
    }
  }

  /** The place is not of this stream any more. */
  #forget() {
    this.#last = null;
    this.#wait = FIRST_WAIT_MS;
  }

  /** @param {LiveEvent} event */
  #tell(event) {
    for (const listener of this.#listeners) listener(event);
  }
}

/**
 * The events of a body as they come; ends where the body does, or has been silent for too long.
 * @param {ReadableStream<Uint8Array>} body @returns {AsyncGenerator<{ id: string | null, type: string, data: string }>}
 */
export async function* eventsOf(body) {
  const reader = body.pipeThrough(/** @type {ReadableWritablePair<string, Uint8Array>} */ (new TextDecoderStream())).getReader();
  let text = '';
  try {
    for (let part = await heard(reader); part !== null; part = await heard(reader)) {
      const blocks = (text + part).split('\n\n');
      text = /** @type {string} */ (blocks.pop());
      for (const block of blocks) {
        const event = eventOf(block);
        if (event) yield event;
      }
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** One event, or null for a comment. @param {string} block */
function eventOf(block) {
  const event = { id: /** @type {string | null} */ (null), type: 'message', data: '' };
  for (const line of block.split('\n')) {
    const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'id') event.id = value;
    if (field === 'event') event.type = value;
    if (field === 'data') event.data += value;
  }
  return event.data ? event : null;
}

/** @param {ReadableStreamDefaultReader<string>} reader @returns {Promise<string | null>} */
async function heard(reader) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const silence = new Promise((resolve) => { timer = setTimeout(() => resolve({ done: true }), SILENCE_MS); });
  const { done, value } = await Promise.race([reader.read(), silence]);
  clearTimeout(timer);
  return done ? null : value;
}
