// @ts-check
/** Checks a receipt in this browser. Nothing is sent anywhere. */
import { element, Settings } from '../play/settings.js';
import { html } from '../wheel/panel.js';
import { check } from './check.js';
import { words } from './words.js';

const settings = new Settings(show);
/** @type {(() => Node[])} */
let found = () => [];

function show() {
  const say = /** @type {any} */ (words[settings.lang]);
  for (const told of document.querySelectorAll('[data-tell]')) told.textContent = say[told.getAttribute('data-tell') ?? ''];
  document.title = say.title;
  element('picked').textContent = chosen()?.name ?? say.noFile;
  element('found').replaceChildren(...found());
}

/** @param {import('./check.js').Report} report */
function result({ kind, findings, steps, sealed, test }) {
  const say = words[settings.lang];
  const holds = findings.every(({ passed }) => passed);
  const lines = findings.map(({ rule, field, passed, expected, found: is }) => html('li', { class: passed ? 'good' : 'bad', 'data-field': field },
    `${passed ? '✓' : '✗'} ${say.rules[rule]}`, ...(passed ? [] : [html('span', { class: 'why' }, `${say.field} `, html('code', {}, field), `: ${say.expected} `, html('code', {}, expected), `, ${say.found} `, html('code', {}, is))])));
  const made = steps.map(({ step, value }) => html('li', {}, html('span', {}, say.made[step]), html('code', {}, value)));
  return [
    html('strong', { class: holds ? 'good' : 'bad' }, holds ? say.holds : say.broken), html('p', { class: 'muted' }, say.kinds[kind], ...(sealed ? [`. ${say.sealed}`] : [])), ...(test ? [html('p', { class: 'muted', 'data-test': 'true' }, say.test)] : []),
    html('ul', {}, ...lines), ...(made.length > 0 ? [html('details', {}, html('summary', {}, say.steps), html('ol', {}, ...made))] : []),
  ];
}

/** The file that holds the receipt. */
const chosen = () => /** @type {HTMLInputElement} */ (element('file')).files?.[0];

async function run() {
  const read = JSON.parse(await /** @type {File} */ (chosen()).text());
  const report = await check(read.receipt ?? read, /** @type {HTMLInputElement} */ (element('seed')).value.trim().toLowerCase());
  found = () => result(report);
}

// What was found of another receipt is not what is found of this one.
element('file').addEventListener('change', () => {
  found = () => [];
  show();
});
element('form').addEventListener('submit', async (event) => {
  event.preventDefault();
  await run().catch(() => { found = () => [html('strong', { class: 'bad' }, words[settings.lang].unusable)]; });
  show();
});

show();
