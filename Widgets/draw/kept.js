// @ts-check
/** What a page keeps over a reload, where the browser keeps anything. */

/** @param {string} slot */
export function kept(slot) {
  try {
    return sessionStorage.getItem(slot);
  } catch {
    return null;
  }
}

/** @param {string} slot @param {string | null} text */
export function keep(slot, text) {
  try {
    if (text) sessionStorage.setItem(slot, text);
    else sessionStorage.removeItem(slot);
  } catch {
    // Without storage a reload in mid-call forgets the key; the call itself is still made once.
  }
}
