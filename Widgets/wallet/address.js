// @ts-check
/** The form with which a member says where its goods go. */
import { html } from '../wheel/panel.js';
import { words } from './words.js';

/** @typedef {import('../wheel/words.js').Lang} Lang */
/** @typedef {{ name: string, label: 'recipient' | 'phone' | 'country' | 'region' | 'city' | 'street' | 'more' | 'postcode', autocomplete: string, most: number, isNeeded?: boolean, type?: string }} Part */

/** In the order of the form; the names are those of the API. @type {Part[]} */
const PARTS = [
  { name: 'name', label: 'recipient', autocomplete: 'name', most: 100, isNeeded: true },
  { name: 'phone', label: 'phone', autocomplete: 'tel', most: 32, type: 'tel' },
  { name: 'country', label: 'country', autocomplete: 'country', most: 2, isNeeded: true },
  { name: 'region', label: 'region', autocomplete: 'address-level1', most: 100 },
  { name: 'city', label: 'city', autocomplete: 'address-level2', most: 100, isNeeded: true },
  { name: 'street', label: 'street', autocomplete: 'address-line1', most: 100, isNeeded: true },
  { name: 'more', label: 'more', autocomplete: 'address-line2', most: 100 },
  { name: 'postcode', label: 'postcode', autocomplete: 'postal-code', most: 16 },
];

/** @typedef {{ read: () => Promise<Record<string, string> | null>, save: (address: Record<string, string>) => Promise<void>, erase: () => Promise<void> }} Calls */

/**
 * Stays the same element while the wallet is drawn anew, so that nothing is lost that is being typed.
 * @param {string} id Of the prize. @param {Calls} calls
 */
export function addressForm(id, calls) {
  const summary = html('summary', { 'data-key': `address-${id}` });
  const fields = PARTS.map((part) => field(id, part));
  const [save, erase] = [button('submit', 'act'), button('button', 'more')];
  const said = html('p', { class: 'said', role: 'status' });
  const form = /** @type {HTMLFormElement} */ (html('form', { novalidate: '' }, ...fields.map(({ element }) => element), html('div', { class: 'ways' }, save, erase), said));
  const element = /** @type {HTMLDetailsElement} */ (html('details', { class: 'address', part: 'address' }, summary, form));
  let [lang, isFilled, hasAddress] = [/** @type {Lang} */ ('en'), false, false];

  element.addEventListener('toggle', async () => {
    if (!element.open || isFilled || !hasAddress) return;
    isFilled = true;
    const known = await calls.read().catch(() => null);
    for (const { part, input } of fields) if (!input.value) input.value = known?.[part.name] ?? '';
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const missing = fields.filter(({ part, input }) => !isGood(part, input.value));
    for (const one of fields) complain(one, missing.includes(one));
    if (missing.length > 0) return missing[0].input.focus();
    const given = fields.map(({ part, input }) => [part.name, part.name === 'country' ? input.value.trim().toUpperCase() : input.value.trim()]).filter(([, text]) => text);
    return act(() => calls.save(Object.fromEntries(given)), 'addressSaved');
  });
  erase.addEventListener('click', () => act(async () => {
    await calls.erase();
    for (const { input } of fields) input.value = '';
  }, 'addressErased'));

  /** @param {() => Promise<void>} work @param {'addressSaved' | 'addressErased'} done */
  async function act(work, done) {
    if (save.getAttribute('aria-disabled') === 'true') return;
    for (const one of [save, erase]) one.setAttribute('aria-disabled', 'true');
    try {
      await work();
      isFilled = true;
      said.textContent = words[lang][done];
    } catch (fault) {
      refuse(/** @type {any} */ (fault));
    } finally {
      for (const one of [save, erase]) one.removeAttribute('aria-disabled');
    }
  }

  /** @param {{ code?: string, field?: string }} fault */
  function refuse(fault) {
    const named = fields.find(({ part }) => part.name === fault.field);
    said.textContent = named ? '' : fault.code === 'too_late' ? words[lang].addressLate : words[lang].addressFailed;
    if (!named) return;
    complain(named, true);
    named.input.focus();
  }

  /** @param {Field} one @param {boolean} isWrong */
  function complain({ part, input, error }, isWrong) {
    error.textContent = isWrong ? words[lang].refused[part.label] : '';
    if (isWrong) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
  }

  /** @param {boolean} has @param {Lang} to */
  function draw(has, to) {
    [hasAddress, lang] = [has, to];
    const say = words[lang];
    [summary.textContent, save.textContent, erase.textContent, erase.hidden] = [has ? say.addressChange : say.addressAsk, say.addressSave, say.addressErase, !has];
    for (const one of fields) {
      one.text.textContent = say.parts[one.part.label] + (one.part.isNeeded ? '' : say.optional);
      if (one.input.getAttribute('aria-invalid')) complain(one, true);
    }
    const country = fields.find(({ part }) => part.name === 'country');
    if (country && !country.input.value && !has) country.input.value = say.home;
  }

  return { element, draw };
}

/** @typedef {{ part: Part, element: HTMLElement, text: HTMLElement, input: HTMLInputElement, error: HTMLElement }} Field */

/** @param {string} id @param {Part} part @returns {Field} */
function field(id, part) {
  const errorId = `error-${id}-${part.name}`;
  const text = html('span');
  const input = /** @type {HTMLInputElement} */ (html('input', {
    name: part.name, type: part.type ?? 'text', autocomplete: `shipping ${part.autocomplete}`, maxlength: String(part.most), 'aria-describedby': errorId, ...(part.isNeeded ? { 'aria-required': 'true' } : {}),
  }));
  const error = html('p', { class: 'wrong', id: errorId, role: 'alert' });
  return { part, element: html('div', { class: `field of-${part.name}` }, html('label', {}, text, input), error), text, input, error };
}

/** @param {string} type @param {string} look */
const button = (type, look) => /** @type {HTMLButtonElement} */ (html('button', { class: look, type }));

/** What the silo would refuse; it has the last word. @param {Part} part @param {string} text */
const isGood = (part, text) => (part.name === 'country' ? /^[a-z]{2}$/i.test(text.trim()) : !part.isNeeded || text.trim() !== '');
