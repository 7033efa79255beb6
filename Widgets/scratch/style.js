// @ts-check
/** The look of the scratch card; the theme's custom properties are those of the wheel, and two of the foil. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.45 var(--jifen-font, system-ui, sans-serif);
  --_accent: var(--jifen-accent, #d11a4a); --_on-accent: var(--jifen-on-accent, #fff); --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea); }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
.stage { position: relative; width: min(100%, var(--jifen-card-size, 22rem)); aspect-ratio: 8 / 5; margin: 0 auto; border-radius: 18px; overflow: hidden; background: var(--face, var(--_line)); box-shadow: 0 14px 30px -16px rgb(42 21 51 / .6); }
.under { position: absolute; inset: 0; display: grid; place-items: center; padding: 1rem; text-align: center; text-wrap: balance; font-size: 1.5rem; line-height: 1.2; font-weight: 750; color: var(--ink, inherit); }
.foil { --_foil: var(--jifen-foil, #dcd7ea); --_foil-dark: var(--jifen-foil-dark, #a49cbd); position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: grab; transition: opacity .45s; }
.foil.is-off { opacity: 0; pointer-events: none; }
.said { min-height: 2.6em; margin: .9rem 0 .6rem; display: grid; place-items: center; text-align: center; text-wrap: balance; }
.said.is-won { font-size: 1.375rem; line-height: 1.25; font-weight: 750; }
button { font: inherit; cursor: pointer; }
.act { display: block; width: 100%; max-width: 24rem; min-height: 3.25rem; margin: 0 auto; padding: .6rem 1.25rem; border: 0; border-radius: var(--jifen-radius, 999px); color: var(--_on-accent); background: var(--_accent); font-size: 1.0625rem; font-weight: 700; }
.act[aria-disabled='true'] { cursor: default; color: var(--_muted); background: var(--_line); }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 3px; }
.facts { display: flex; flex-wrap: wrap; justify-content: center; gap: .4rem; margin: .8rem 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--_muted); }
.facts li { padding: .12rem .7rem; border: 1px solid var(--_line); border-radius: 999px; }
details { margin-top: .9rem; border-top: 1px solid var(--_line); font-size: .9375rem; }
details + details { margin-top: 0; }
summary { min-height: 3rem; padding: .8rem .25rem; cursor: pointer; font-weight: 600; border-radius: 8px; }
table { width: 100%; border-collapse: collapse; margin-bottom: .4rem; }
th { text-align: start; font-weight: 500; color: var(--_muted); font-size: .8125rem; padding: 0 .25rem .3rem; }
td { padding: .38rem .25rem; border-top: 1px solid var(--_line); }
th:last-child, td:last-child { text-align: end; font-variant-numeric: tabular-nums; }
.note { margin: 0 .25rem .9rem; font-size: .8125rem; color: var(--_muted); }
.fair p { margin: 0 .25rem .7rem; }
.print { display: block; margin: 0 .25rem .9rem; overflow-wrap: anywhere; font: .8125rem/1.5 ui-monospace, monospace; color: var(--_muted); }
.link { min-height: 2.75rem; padding: 0; border: 0; background: none; color: var(--jifen-link, var(--_accent)); font-weight: 600; text-decoration: underline; text-underline-offset: 3px; }
@media (prefers-reduced-motion: reduce) { *, *::before { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .act, .stage { border: 2px solid ButtonText; } }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
