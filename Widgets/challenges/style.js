// @ts-check
/** The look of challenges and streaks; the theme's custom properties are those of the wheel. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.45 var(--jifen-font, system-ui, sans-serif);
  --_accent: var(--jifen-accent, #d11a4a); --_on-accent: var(--jifen-on-accent, #fff); --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea);
  --_done: var(--jifen-done, #0b7a4b); --_on-done: var(--jifen-on-done, #fff); --_saved: var(--jifen-saved, #1d4ed8); --_on-saved: var(--jifen-on-saved, #fff); }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ul, ol { margin: 0; padding: 0; list-style: none; }
p { margin: 0; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 2px; }
.state, .muted { color: var(--_muted); font-size: .875rem; }
.list > li { padding: .9rem 0; border-top: 1px solid var(--_line); }
.list > li:first-child { padding-top: .1rem; border-top: 0; }
.list > li:last-child { padding-bottom: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .1rem .75rem; }
.head b { font-weight: 650; }
.head small, .foot { color: var(--_muted); font-size: .8125rem; }
.sentence { margin: .15rem 0 .5rem; font-size: .9375rem; }
.foot { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 .75rem; margin-top: .35rem; }
progress { display: block; width: 100%; height: .55rem; border: 0; border-radius: 9px; overflow: hidden; appearance: none; background: var(--_line); }
progress::-webkit-progress-bar { background: var(--_line); }
progress::-webkit-progress-value { background: var(--_done); border-radius: 9px; }
progress::-moz-progress-bar { background: var(--_done); border-radius: 9px; }
.set { display: flex; flex-wrap: wrap; gap: .35rem; margin-bottom: .5rem; }
.set li { padding: .1rem .65rem; border: 1px solid var(--_line); border-radius: 999px; font-size: .8125rem; color: var(--_muted); }
.set li.has { border-color: var(--_done); color: var(--_on-done); background: var(--_done); }
.top { display: flex; align-items: center; gap: .9rem; margin-bottom: .5rem; }
.count { display: grid; place-items: center; flex: none; width: 4.5rem; height: 4.5rem; border-radius: 50%; background: conic-gradient(var(--_done) calc(var(--part) * 1turn), var(--_line) 0); }
.count b { display: grid; place-items: center; width: 3.6rem; height: 3.6rem; border-radius: 50%; font-size: 1.75rem; line-height: 1; font-weight: 780; font-variant-numeric: tabular-nums; background: var(--jifen-card, #fff); }
.count.is-resting { filter: grayscale(.7); }
.top p b { display: block; font-weight: 650; }
.steps { position: relative; display: flex; gap: .35rem; margin: .7rem -.25rem; padding: .25rem; overflow-x: auto; scrollbar-width: thin; }
.steps li { flex: 1 0 auto; min-width: 4.2rem; max-width: 8.5rem; padding: .35rem .3rem; border: 1px solid var(--_line); border-radius: 12px; text-align: center; font-size: .75rem; line-height: 1.3; color: var(--_muted); }
.steps li b { display: block; color: var(--jifen-ink, #2a1533); font-weight: 650; }
.steps li.has { border-color: var(--_done); background: color-mix(in srgb, var(--_done) 14%, transparent); }
.steps li.next { border: 2px solid var(--_accent); }
.calendar { width: 100%; max-width: 22rem; margin: .3rem auto; border-collapse: collapse; table-layout: fixed; }
.calendar th { padding: .1rem 0 .3rem; font-size: .75rem; font-weight: 500; color: var(--_muted); }
.calendar td { padding: .12rem; text-align: center; }
.day { display: grid; place-items: center; width: 100%; max-width: 2.4rem; aspect-ratio: 1; margin: 0 auto; border-radius: 50%; font-size: .8125rem; font-variant-numeric: tabular-nums; color: var(--_muted); }
.day.kept, .day.repaired { background: var(--_done); color: var(--_on-done); font-weight: 700; }
.day.frozen, .day.paused { background: var(--_saved); color: var(--_on-saved); font-weight: 700; }
.day.broken { border: 1.5px dashed; color: var(--jifen-link, var(--_accent)); font-weight: 700; }
.day.is-today { box-shadow: 0 0 0 2px var(--jifen-card, #fff), 0 0 0 4px var(--_accent); }
.actions { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .9rem; margin: .6rem 0; }
.act { min-height: 2.75rem; padding: .4rem 1.1rem; border: 0; border-radius: var(--jifen-radius, 999px); color: var(--_on-accent); background: var(--_accent); font-weight: 650; }
.act[aria-disabled='true'] { cursor: default; color: var(--_muted); background: var(--_line); }
.said:not(:empty) { margin: .4rem 0; font-weight: 600; }
details { margin-top: .4rem; border-top: 1px solid var(--_line); font-size: .9375rem; }
summary { min-height: 2.75rem; padding: .65rem .1rem; cursor: pointer; font-weight: 600; border-radius: 8px; }
form { display: flex; flex-wrap: wrap; align-items: end; gap: .5rem .9rem; padding-bottom: .5rem; }
label { display: grid; gap: .15rem; font-size: .8125rem; color: var(--_muted); }
input { min-height: 2.75rem; padding: .3rem .6rem; border: 1px solid var(--_line); border-radius: 10px; background: transparent; color-scheme: inherit; color: var(--jifen-ink, #2a1533); }
@media (prefers-reduced-motion: no-preference) { progress::-webkit-progress-value { transition: inline-size .5s; } }
@media (prefers-reduced-motion: reduce) { *, *::before { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .day, .count, .set li, .act { border: 1px solid CanvasText; } }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
