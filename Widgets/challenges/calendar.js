// @ts-check
/** The days of a streak as weeks from Monday to Sunday. */
import { html } from '../wheel/panel.js';
import { dayName, words } from './words.js';

/** @typedef {import('./words.js').Mark} Mark */
/** @typedef {{ day: string, mark: Mark, why: import('../jifen.js').LocalText }} TimelineDay */
/** @typedef {{ day: string, mark: Mark | null, why: import('../jifen.js').LocalText | null, isToday: boolean, isAhead: boolean }} Cell */

export const WEEKS = 5;

/** Signs beside the colour, for those who do not tell colours apart. */
const SIGNS = /** @type {Record<Mark, string>} */ ({ kept: '✓', repaired: '✚', paused: '∥', frozen: '❄', broken: '✕', idle: '' });

/**
 * Five weeks of seven days, the last of them with today in it.
 * @param {string} today @param {TimelineDay[]} timeline @returns {Cell[][]}
 */
export function weeksOf(today, timeline) {
  const marks = new Map(timeline.map((entry) => [entry.day, entry]));
  const end = shifted(today, 6 - (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7);
  return Array.from({ length: WEEKS }, (_, week) => Array.from({ length: 7 }, (_, at) => {
    const day = shifted(end, (week - WEEKS) * 7 + at + 1);
    const entry = marks.get(day);
    return { day, mark: entry?.mark ?? null, why: entry?.why ?? null, isToday: day === today, isAhead: day > today };
  }));
}

/** @param {string} today @param {TimelineDay[]} timeline @param {import('./words.js').Lang} lang */
export function calendar(today, timeline, lang) {
  const say = words[lang];
  const weeks = weeksOf(today, timeline);
  const heads = weeks[0].map(({ day }) => html('th', { scope: 'col' }, new Intl.DateTimeFormat(say.locale, { weekday: 'narrow', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`))));
  const rows = weeks.map((week) => html('tr', {}, ...week.map((cell) => dayCell(cell, lang))));
  return html('table', { class: 'calendar', part: 'calendar' }, html('caption', { class: 'unseen' }, say.calendar), html('thead', {}, html('tr', {}, ...heads)), html('tbody', {}, ...rows));
}

/** @param {Cell} cell @param {import('./words.js').Lang} lang */
function dayCell({ day, mark, why, isToday, isAhead }, lang) {
  const say = words[lang];
  const told = [dayName(day, say.locale), mark && say.marks[mark]].filter(Boolean).join(': ');
  const classes = ['day', mark ?? 'idle', isToday ? 'is-today' : '', isAhead ? 'is-ahead' : ''].filter(Boolean).join(' ');
  return html('td', isToday ? { 'aria-current': 'date' } : {},
    html('span', { class: classes, title: why ? `${told}. ${why[lang]}` : told }, html('span', { 'aria-hidden': 'true' }, mark && mark !== 'idle' ? SIGNS[mark] : String(Number(day.slice(8)))),
      html('span', { class: 'unseen' }, told)));
}

/** @param {string} day @param {number} by */
function shifted(day, by) {
  const at = new Date(`${day}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + by);
  return at.toISOString().slice(0, 10);
}

/** The calendar day on a zone's clock. @param {Date} at @param {string} zone */
export function dayIn(at, zone) {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(at).map(({ type, value }) => [type, value]));
  return `${parts.year}-${parts.month}-${parts.day}`;
}
