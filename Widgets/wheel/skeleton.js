// @ts-check
import { rim, rotor, top } from './drawing.js';
import { html } from './panel.js';

/** The elements of a wheel, made once; what stands in them follows the state. */
export function skeleton() {
  const stage = html('div', { class: 'stage', part: 'wheel', role: 'img' }, rim(), html('div', { class: 'table' }, rotor([])), top());
  const said = html('p', { class: 'said', part: 'result', role: 'status', 'aria-live': 'polite' });
  const spin = html('button', { class: 'spin', part: 'button', type: 'button', 'aria-disabled': 'true' });
  const list = html('ul', { class: 'facts', part: 'facts', role: 'list' });
  const [oddsTitle, table, note] = [html('summary'), html('table'), html('p', { class: 'note' })];
  const [fairTitle, fairText, printTitle] = [html('summary'), html('p'), html('p')];
  const print = html('code', { class: 'print' });
  const receipt = html('button', { class: 'link', type: 'button', hidden: '' });
  const explain = html('a', { class: 'link', target: '_blank', rel: 'noopener' });
  const [seedsTitle, seeds] = [html('p', { hidden: '' }), html('ul', { class: 'print', role: 'list' })];
  const fair = html('details', { class: 'fair', part: 'fair' }, fairTitle, fairText, printTitle, print, seedsTitle, seeds, html('p', { class: 'links' }, receipt, explain));
  /** @type {[HTMLElement, 'odds' | 'note' | 'fair' | 'fairText' | 'commitment' | 'published' | 'receipt' | 'explain'][]} */
  const texts = [[oddsTitle, 'odds'], [note, 'note'], [fairTitle, 'fair'], [fairText, 'fairText'], [printTitle, 'commitment'], [seedsTitle, 'published'], [receipt, 'receipt'], [explain, 'explain']];
  const odds = html('details', { class: 'odds', part: 'odds', open: '' }, oddsTitle, table, note);
  const all = [stage, said, spin, list, odds, fair];
  return { all, read: [list, fair], chances: odds, stage, said, spin, facts: list, odds: table, print, receipt, explain, fair, seeds, seedsTitle, texts };
}
