// @ts-check
/**
 * Who plays on this page. The brand's app opens it as `/play#token=…` and puts a fresh token there before the old one ends; the demo makes guests.
 */
import { claimsOf, Problem } from '../jifen.js';

const KEPT = 'jifen:token';

/** Where many come at once, a newcomer waits for its turn; longer than this is told. */
const LONGEST_WAIT_S = 10;

/** @returns {{ token: import('../jifen.js').TokenSource, isGuest: boolean }} */
export function session() {
  const given = takeToken() ?? sessionStorage.getItem(KEPT);
  return given ? { token: fromApp(given), isGuest: false } : { token: guest, isGuest: true };
}

/** The token of the address, which then does not show it any more. */
function takeToken() {
  const token = new URLSearchParams(location.hash.slice(1)).get('token');
  if (token) history.replaceState(null, '', location.pathname + location.search);
  return token;
}

/** @param {string} first */
function fromApp(first) {
  let token = first;
  keep(token);
  addEventListener('hashchange', () => {
    token = takeToken() ?? token;
    keep(token);
  });
  return () => {
    if (isOver(token)) throw new Problem(401, { code: 'unauthenticated' });
    return token;
  };
}

/** @param {string} token */
function keep(token) {
  sessionStorage.setItem(KEPT, token);
}

/** @param {string} token */
function isOver(token) {
  return claimsOf(token).exp * 1_000 <= Date.now();
}

/** A guest of the demo, the same one as long as the browser keeps its pass. @returns {Promise<string>} */
async function guest() {
  const response = await fetch('/play/session', { method: 'POST' });
  const body = await response.json().catch(() => ({}));
  const wait = Number(response.headers.get('Retry-After'));
  if (response.status === 429 && wait <= LONGEST_WAIT_S) {
    await new Promise((resolve) => setTimeout(resolve, wait * 1_000));
    return guest();
  }

  if (response.status === 404) throw new Problem(401, { code: 'no_token' });
  if (!response.ok) throw new Problem(response.status, body);
  return body.token;
}
