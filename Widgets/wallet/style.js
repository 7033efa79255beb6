// @ts-check
/** The look of the wallet; the theme's custom properties are those of the wheel. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.45 var(--jifen-font, system-ui, sans-serif);
  --_accent: var(--jifen-accent, #d11a4a); --_on-accent: var(--jifen-on-accent, #fff); --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea);
  --_done: var(--jifen-done, #0b7a4b); --_on-done: var(--jifen-on-done, #fff); }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
ul { margin: 0; padding: 0; list-style: none; }
p { margin: 0; }
button { font: inherit; color: inherit; cursor: pointer; }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 2px; }
.state { color: var(--_muted); font-size: .875rem; }
.list > li { padding: .9rem 0; border-top: 1px solid var(--_line); }
.list > li:first-child { padding-top: .1rem; border-top: 0; }
.head { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: .1rem .75rem; }
.head b { font-weight: 650; overflow-wrap: anywhere; }
.mark { padding: .05rem .6rem; border: 1px solid var(--_line); border-radius: 999px; color: var(--_muted); font-size: .75rem; }
.mark.ready { border-color: var(--_done); color: var(--_on-done); background: var(--_done); }
.foot { color: var(--_muted); font-size: .8125rem; }
.ticket { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem .75rem; margin: .5rem 0 .35rem; padding: .5rem .5rem .5rem .9rem; border: 2px dashed var(--_line); border-radius: 12px; }
.ticket code { flex: 1 1 8rem; min-width: 0; font: 650 1.0625rem/1.3 ui-monospace, 'SFMono-Regular', Menlo, Consolas, monospace; letter-spacing: .04em; overflow-wrap: anywhere; user-select: all; }
.act { min-height: 2.75rem; padding: .4rem 1.1rem; border: 0; border-radius: var(--jifen-radius, 999px); color: var(--_on-accent); background: var(--_accent); font-weight: 650; }
.more { min-height: 2.75rem; margin-top: .4rem; padding: .4rem 1rem; border: 1px solid var(--_line); border-radius: var(--jifen-radius, 999px); background: transparent; font-weight: 600; }
.parcel { margin: .35rem 0; font-weight: 600; overflow-wrap: anywhere; }
.address { margin: .5rem 0 .35rem; }
.address summary { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .4rem 1.1rem; border: 1px solid var(--_line); border-radius: var(--jifen-radius, 999px); font-weight: 600; cursor: pointer; list-style: none; }
.address summary::-webkit-details-marker { display: none; }
.address.wanted:not([open]) summary { border-color: var(--_accent); color: var(--_on-accent); background: var(--_accent); }
form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 13rem), 1fr)); gap: .65rem .9rem; margin-top: .75rem; }
.field { min-width: 0; }
.of-street, .of-more, .ways, form > .said { grid-column: 1 / -1; }
label { display: grid; gap: .2rem; }
label span { color: var(--_muted); font-size: .8125rem; font-weight: 600; }
input { width: 100%; min-height: 2.75rem; padding: .4rem .75rem; border: 1px solid var(--_muted); border-radius: 10px; color: inherit; background: transparent; font: inherit; font-weight: 400; }
input[aria-invalid] { border: 2px solid currentColor; }
.of-country input { text-transform: uppercase; }
.wrong:not(:empty) { margin-top: .35rem; }
.wrong { font-size: .8125rem; font-weight: 600; }
.wrong:not(:empty)::before { content: '⚠ ' / ''; }
.ways { display: flex; flex-wrap: wrap; gap: .5rem .75rem; }
.ways .more { margin-top: 0; }
.over { color: var(--_muted); text-decoration: line-through; }
.said { color: var(--_muted); font-size: .8125rem; font-weight: 600; }
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .mark, .act, .more { border: 1px solid CanvasText; } }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
