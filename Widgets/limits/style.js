// @ts-check
/** The look of the limits; the theme's custom properties are those of the wheel. */

const css = `
:host { display: block; color: var(--jifen-ink, #2a1533); font: 400 16px/1.45 var(--jifen-font, system-ui, sans-serif);
  --_muted: var(--jifen-muted, #6a5a73); --_line: var(--jifen-line, #e7deea); }
:host([hidden]), [hidden] { display: none !important; }
* { box-sizing: border-box; }
p { margin: 0 0 .75rem; }
.state, .note, small { color: var(--_muted); font-size: .875rem; }
form { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: .75rem; }
label { display: grid; gap: .25rem; font-weight: 600; font-size: .9375rem; }
label small { font-weight: 400; }
input, select { width: 100%; min-height: 2.75rem; padding: .4rem .6rem; border: 1px solid var(--_muted); border-radius: 10px; font: inherit; font-weight: 400; color: inherit; background: transparent; }
option { color: #2a1533; background: #fff; }
input::placeholder { color: var(--_muted); opacity: 1; }
.wide { grid-column: 1 / -1; }
button { min-height: 2.75rem; padding: .4rem 1.1rem; border: 0; border-radius: var(--jifen-radius, 999px); font: inherit; font-weight: 650; cursor: pointer;
  color: var(--jifen-on-accent, #fff); background: var(--jifen-accent, #d11a4a); }
.said { min-height: 1.45em; margin: .6rem 0 0; }
:focus-visible { outline: 3px solid var(--jifen-focus, #2563eb); outline-offset: 2px; }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
