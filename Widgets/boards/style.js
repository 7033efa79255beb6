// @ts-check
/** The look of the leaderboard; the theme's custom properties are those of the other widgets. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.45 var(--jifen-font, system-ui, sans-serif);
  --_accent: var(--jifen-accent, #d11a4a); --_on-accent: var(--jifen-on-accent, #fff); --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea);
  --_done: var(--jifen-done, #0b7a4b); --_on-done: var(--jifen-on-done, #fff); --_card: var(--jifen-card, #fff);
  --_up: var(--jifen-up, var(--_done)); --_down: var(--jifen-down, var(--_accent));
  --_me: color-mix(in srgb, var(--_accent) 12%, var(--_card)); --_soft: color-mix(in srgb, var(--_muted) 10%, var(--_card)); }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
ul { margin: 0; padding: 0; list-style: none; }
p { margin: 0; }
button, input { font: inherit; color: inherit; }
button, summary { cursor: pointer; }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 2px; }
.state, .muted { color: var(--_muted); font-size: .875rem; }
.tabs { display: flex; gap: .3rem; margin-bottom: .7rem; padding: .25rem; border-radius: 14px; background: var(--_soft); overflow-x: auto; scrollbar-width: thin; }
.tab { flex: 1 0 auto; min-height: 2.5rem; padding: .2rem .6rem; border: 0; border-radius: 11px; background: none; font-size: .875rem; font-weight: 600; white-space: nowrap; }
.tab[aria-pressed='true'] { background: var(--_card); box-shadow: 0 1px 4px rgb(0 0 0 / .14); }
.among .tab { flex: 1 1 0; }
.mine { display: flex; flex-wrap: wrap; align-items: baseline; gap: .1rem .5rem; }
.mine strong { font-size: 2rem; line-height: 1.1; font-weight: 780; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
.mine span { color: var(--_muted); }
.facts { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .6rem; margin: .35rem 0 .6rem; color: var(--_muted); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.chip { padding: .05rem .55rem; border: 1px solid var(--_line); border-radius: 999px; font-weight: 600; color: var(--jifen-ink, #2a1533); }
.chip.is-final { border-color: var(--_done); background: var(--_done); color: var(--_on-done); }
.scroll { position: relative; max-height: 23rem; overflow: auto; border: 1px solid var(--_line); border-radius: 14px; overscroll-behavior: contain; scrollbar-width: thin; }
.scroll.is-stale { opacity: .75; }
table { width: 100%; border-collapse: separate; border-spacing: 0; font-size: .9375rem; font-variant-numeric: tabular-nums; }
th { position: sticky; top: 0; z-index: 2; padding: .45rem .5rem; background: var(--_card); color: var(--_muted); font-size: .75rem; font-weight: 600; text-align: start; border-bottom: 1px solid var(--_line); }
td { padding: .5rem; border-top: 1px solid var(--_line); }
tbody tr:first-child td { border-top: 0; }
th:first-child, td:first-child { width: 3.4rem; padding-inline-start: .75rem; }
th:last-child, td:last-child { padding-inline-end: .75rem; }
td:nth-child(2) { overflow-wrap: anywhere; }
th:last-child, td:last-child { text-align: end; }
tr:not(.gap) td[colspan] { text-align: start; font-weight: 400; }
td:last-child { font-weight: 600; }
.no { display: inline-grid; place-items: center; min-width: 1.9rem; height: 1.9rem; padding: 0 .3rem; border-radius: 999px; }
.first .no { background: #f2c14e; color: #3a2600; font-weight: 750; }
.second .no { background: #c9ced6; color: #24292f; font-weight: 750; }
.third .no { background: #d99a6c; color: #331700; font-weight: 750; }
.anonymous td:nth-child(2) { color: var(--_muted); font-style: italic; }
.me td { position: sticky; top: 2.05rem; bottom: 0; z-index: 1; background: var(--_me); font-weight: 700; border-top: 1px solid var(--_accent); border-bottom: 1px solid var(--_accent); }
tr.me small { display: block; line-height: 1.25; color: var(--_muted); font-weight: 400; }
.league { display: flex; flex-wrap: wrap; gap: .15rem .6rem; margin: .4rem 0 .6rem; padding: .5rem .7rem; border-radius: 10px; border-inline-start: 4px solid var(--_line); background: var(--_soft); font-size: .9375rem; }
.league.promote { border-inline-start-color: var(--_up); }
.league.demote { border-inline-start-color: var(--_down); }
.promote td:first-child { box-shadow: inset 4px 0 0 var(--_up); }
.demote td:first-child { box-shadow: inset 4px 0 0 var(--_down); }
tr.line td[colspan] { padding: .3rem .75rem; background: var(--_soft); text-align: start; font-size: .8125rem; font-weight: 600; }
tr.line.up td { border-top: 2px solid var(--_up); }
tr.line.down td { border-top: 2px solid var(--_down); }
.gap td { padding: .15rem .75rem; color: var(--_muted); text-align: center; font-weight: 400; }
.foot { display: flex; flex-wrap: wrap; gap: .5rem; margin: .6rem 0; }
.act { min-height: 2.75rem; padding: .4rem 1rem; border: 1px solid var(--_line); border-radius: 12px; background: var(--_card); font-weight: 600; }
.act.main { border-color: var(--_accent); background: var(--_accent); color: var(--_on-accent); }
.act[aria-pressed='true'] { border-color: var(--_accent); box-shadow: inset 0 0 0 1px var(--_accent); }
details { border-top: 1px solid var(--_line); }
summary { padding: .7rem 0; font-weight: 600; }
details > :not(summary) { margin-bottom: .6rem; font-size: .9375rem; }
.rewards { display: grid; gap: .35rem; }
.rewards li { display: flex; justify-content: space-between; gap: .75rem; padding: .4rem .7rem; border-radius: 10px; background: var(--_soft); }
.rewards b { font-weight: 650; text-align: end; }
form { display: grid; gap: .6rem; }
label.text { display: grid; gap: .2rem; }
input[type='text'] { width: 100%; min-height: 2.75rem; padding: .4rem .7rem; border: 1px solid var(--_muted); border-radius: 10px; background: var(--_card); }
label.check { display: flex; align-items: center; gap: .6rem; min-height: 2.75rem; }
input[type='checkbox'] { width: 1.35rem; height: 1.35rem; accent-color: var(--_accent); }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
