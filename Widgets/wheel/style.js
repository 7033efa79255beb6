// @ts-check
/** The look of the wheel. Custom properties that begin with `--jifen-` are its theme; docs/widgets.md lists them. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.5 var(--jifen-font, system-ui, sans-serif);
  --_accent: var(--jifen-accent, #d11a4a); --_on-accent: var(--jifen-on-accent, #fff); --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
.stage { position: relative; width: min(100%, var(--jifen-wheel-size, 26rem)); aspect-ratio: 1; margin: 0 auto; }
.stage::before { content: ''; position: absolute; inset: 4% 4% -3%; border-radius: 50%; background: var(--jifen-shadow, rgb(63 24 92 / .32)); filter: blur(22px); }
.stage { cursor: pointer; }
.table { position: absolute; inset: 0; border-radius: 50%; overflow: hidden; }
svg { position: absolute; inset: 0; width: 100%; height: 100%; overflow: visible; }
.rotor { will-change: transform; }
.top { pointer-events: none; }
.rim-light { stop-color: var(--jifen-rim-light, #7c3aed); }
.rim-dark { stop-color: var(--jifen-rim-dark, #3b0764); }
.groove { fill: #0003; stroke: #fff3; stroke-width: .6; }
.plate { fill: var(--jifen-plate, #fff); }
.lamp { fill: var(--jifen-lamp, #fde68a); }
.lamp-1 { fill: #fff; }
.is-turning .lamp { animation: blink .5s steps(2, jump-none) infinite alternate; }
.is-turning .lamp-1 { animation-direction: alternate-reverse; }
@keyframes blink { from { opacity: 1; } to { opacity: .3; } }
.slice { stroke: #fff; stroke-opacity: .82; stroke-width: .7; }
.is-told .segment:not(.is-won) { animation: dim 2.8s ease-in-out; }
@keyframes dim { 12%, 70% { opacity: .4; } }
.ring { fill: none; stroke: var(--jifen-lamp, #fde68a); stroke-width: 2.6; stroke-linejoin: round; pointer-events: none; }
.label { font-weight: 650; letter-spacing: .01em; pointer-events: none; }
.shade { pointer-events: none; }
.shade-in { stop-color: #fff; stop-opacity: .2; }
.shade-out { stop-color: #000; stop-opacity: .16; }
.pointer-shadow { fill: #0004; transform: translate(.8px, 1.6px); }
.pointer { fill: var(--jifen-pointer, #fff); stroke: var(--jifen-rim-dark, #3b0764); stroke-width: .8; }
.pin { fill: var(--_accent); }
.hub-ring { fill: var(--jifen-rim-dark, #3b0764); }
.hub { fill: #fff; }
.star { fill: var(--_accent); }
.sky { position: absolute; inset: -45% 0 -60%; overflow: hidden; pointer-events: none; }
.paper { position: absolute; top: 46%; width: 9px; height: 14px; border-radius: 2px; pointer-events: none; }
.said { min-height: 3em; margin: 1.4rem 0 .7rem; display: grid; place-items: center; text-align: center; text-wrap: balance; font-size: 1.0625rem; }
.said.is-won { font-size: 1.5rem; line-height: 1.25; font-weight: 750; }
.said.is-won span { animation: rise .45s cubic-bezier(.2, 1.4, .4, 1); }
@keyframes rise { from { transform: translateY(10px) scale(.94); opacity: 0; } }
button { font: inherit; cursor: pointer; }
.spin { display: block; width: 100%; max-width: 24rem; min-height: 3.5rem; margin: 0 auto; padding: .7rem 1.25rem; border: 0; border-radius: var(--jifen-radius, 999px);
  color: var(--_on-accent); background: var(--_accent); font-size: 1.1875rem; font-weight: 700; box-shadow: 0 10px 24px -10px var(--_accent); transition: transform .12s, filter .12s; }
.spin:hover { filter: brightness(1.06); }
.spin:active { transform: translateY(1px) scale(.99); }
.spin[aria-disabled='true'] { cursor: default; color: var(--_muted); background: var(--_line); box-shadow: none; filter: none; transform: none; }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 3px; }
.facts { display: flex; flex-wrap: wrap; justify-content: center; gap: .4rem; margin: .9rem 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--_muted); }
.facts li { padding: .12rem .7rem; border: 1px solid var(--_line); border-radius: 999px; }
details { margin-top: .9rem; border-top: 1px solid var(--_line); font-size: .9375rem; }
details + details { margin-top: 0; }
summary { min-height: 3rem; padding: .8rem .25rem; cursor: pointer; font-weight: 600; border-radius: 8px; }
table { width: 100%; border-collapse: collapse; margin-bottom: .4rem; }
th { text-align: start; font-weight: 500; color: var(--_muted); font-size: .8125rem; padding: 0 .25rem .3rem; }
td { padding: .38rem .25rem; border-top: 1px solid var(--_line); }
th:last-child, td:last-child { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.swatch { display: inline-block; width: .8em; height: .8em; margin-inline-end: .6em; border-radius: 3px; vertical-align: -.06em; }
.note { margin: 0 .25rem .9rem; font-size: .8125rem; color: var(--_muted); }
.fair p { margin: 0 .25rem .7rem; }
.print { display: block; margin: 0 .25rem .9rem; overflow-wrap: anywhere; font: .8125rem/1.5 ui-monospace, monospace; color: var(--_muted); }
ul.print { list-style: none; padding: 0; }
.fair .links { display: flex; flex-wrap: wrap; gap: .5rem 1.25rem; align-items: center; }
.link { min-height: 2.75rem; padding: 0; border: 0; background: none; color: var(--jifen-link, var(--_accent)); font-weight: 600; text-decoration: underline; text-underline-offset: 3px; text-align: start; }
a.link { display: inline-flex; align-items: center; }
[hidden] { display: none !important; }
@media (prefers-reduced-motion: reduce) { *, *::before { animation: none !important; transition: none !important; } }
@media (forced-colors: active) { .spin { border: 2px solid ButtonText; } .slice, .hub, .pointer { forced-color-adjust: none; } }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
