// @ts-check
/** The look of the shelf; the theme's custom properties are those of the wheel. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.45 var(--jifen-font, system-ui, sans-serif);
  --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea); --_ring: var(--jifen-medal, #b45309); --_soft: var(--jifen-soft, #faf5fb); }
:host([hidden]) { display: none; }
* { box-sizing: border-box; }
ul { margin: 0; padding: 0; list-style: none; }
p { margin: 0; }
button { min-height: 2.75rem; margin-top: .5rem; padding: .4rem 1.1rem; border: 0; border-radius: var(--jifen-radius, 999px); font: inherit; font-weight: 650; cursor: pointer;
  color: var(--jifen-on-accent, #fff); background: var(--jifen-accent, #d11a4a); }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 2px; }
.state { color: var(--_muted); font-size: .875rem; }
.shelf { display: grid; grid-template-columns: repeat(auto-fill, minmax(5.5rem, 1fr)); gap: 1rem .5rem; }
.badge { display: flex; flex-direction: column; align-items: center; text-align: center; line-height: 1.3; overflow-wrap: anywhere; }
.badge svg { width: 4.25rem; margin-bottom: .4rem; }
.badge b { font-weight: 650; }
.badge small, .set small { color: var(--_muted); font-size: .8125rem; }
.badge circle { fill: none; stroke-width: 6; }
.track { stroke: var(--_line); }
.done { stroke: var(--_ring); stroke-linecap: round; transform: rotate(-90deg); transform-origin: center; transition: stroke-dasharray .6s; }
.face { fill: var(--_line); }
.is-earned .track { fill: var(--_ring); fill-opacity: .16; }
.is-earned .face { fill: var(--_ring); }
.is-gone svg { opacity: .55; }
.is-secret .face { fill: var(--_muted); }
.is-secret circle { stroke-dasharray: 4 5; }
.set { display: grid; gap: .35rem; margin-top: 1rem; padding: .75rem .9rem; border-radius: 14px; background: var(--_soft); }
.set > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; }
.set b { font-weight: 650; }
progress { display: block; width: 100%; height: .55rem; border: 0; border-radius: 9px; overflow: hidden; appearance: none; background: var(--_line); }
progress::-webkit-progress-bar { background: var(--_line); }
progress::-webkit-progress-value { background: var(--_ring); border-radius: 9px; }
progress::-moz-progress-bar { background: var(--_ring); border-radius: 9px; }
@media (prefers-reduced-motion: no-preference) { progress::-webkit-progress-value { transition: inline-size .5s; } }
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
@media (forced-colors: active) { .track { stroke: GrayText; } .done { stroke: Highlight; } .face { fill: CanvasText; } .set { border: 1px solid CanvasText; } }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
