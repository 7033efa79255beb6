// @ts-check
/** What the prize draw adds to the look of challenges. */
const css = `
.when { display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem .75rem; font-size: .9375rem; }
.when b { font-weight: 650; }
.prizes { display: grid; gap: .35rem; margin: .7rem 0; }
.prizes li { display: flex; align-items: baseline; gap: .6rem; padding: .5rem .75rem; border: 1px solid var(--_line); border-radius: 12px; }
.prizes li b { flex: 1; font-weight: 650; overflow-wrap: anywhere; }
.prizes li:first-child { border-color: var(--_accent); border-width: 2px; }
.facts { display: flex; flex-wrap: wrap; gap: .1rem .9rem; margin: .35rem 0; color: var(--_muted); font-size: .875rem; }
.enter { margin-bottom: .8rem; width: 100%; min-height: 3rem; font-size: 1.0625rem; }
.win { margin: .6rem 0; padding: .75rem .9rem; border: 2px solid var(--_done); border-radius: 14px; background: color-mix(in srgb, var(--_done) 10%, transparent); }
.win b { display: block; font-weight: 700; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { padding: .35rem .25rem; border-top: 1px solid var(--_line); text-align: start; overflow-wrap: anywhere; vertical-align: top; }
thead th { border-top: 0; color: var(--_muted); font-size: .8125rem; font-weight: 500; }
tr.is-mine td { font-weight: 700; background: color-mix(in srgb, var(--_done) 12%, transparent); }
td:first-child, th:first-child { width: 3.2rem; font-variant-numeric: tabular-nums; }
td small { display: block; color: var(--_muted); }
code { display: block; margin: .15rem 0 .5rem; overflow-wrap: anywhere; font: .75rem/1.5 ui-monospace, monospace; }
details p { margin: .25rem 0 .5rem; }
.link { display: inline-flex; align-items: center; min-height: 2.75rem; margin-inline-end: 1rem; padding: 0; border: 0; background: none; color: var(--jifen-link, var(--_accent)); text-decoration: underline; }
`;

export const style = new CSSStyleSheet();
style.replaceSync(css);
