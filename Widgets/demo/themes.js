// @ts-check
/** Themes of the demo pages: custom properties and nothing else. The light one is what the widgets are without any. */

/** @type {Record<'light' | 'dark' | 'brand', Record<string, string>>} */
export const themes = {
  light: {},
  dark: {
    '--jifen-ink': '#f5eefb', '--jifen-muted': '#b9abc6', '--jifen-line': '#382a4a', '--jifen-card': '#21162f', '--jifen-soft': '#2c1f3d',
    '--jifen-accent': '#e11d54', '--jifen-link': '#ff8fab', '--jifen-focus': '#93c5fd', '--jifen-medal': '#fbbf24',
    '--jifen-done': '#5fd6a0', '--jifen-on-done': '#0d2519', '--jifen-saved': '#93c5fd', '--jifen-on-saved': '#0b1c3a',
  },
  brand: {
    '--jifen-ink': '#16302a', '--jifen-muted': '#4d625b', '--jifen-line': '#dbe0cd', '--jifen-card': '#fffdf6', '--jifen-soft': '#f0f3e4',
    '--jifen-accent': '#0b6b4f', '--jifen-link': '#0b6b4f', '--jifen-focus': '#b45309', '--jifen-medal': '#c08a1e',
    '--jifen-done': '#0b6b4f', '--jifen-on-done': '#fff', '--jifen-saved': '#7a4a06', '--jifen-on-saved': '#fff',
    '--jifen-rim-light': '#2f9e79', '--jifen-rim-dark': '#0a4635', '--jifen-lamp': '#ffe3a3', '--jifen-pointer': '#ffe3a3', '--jifen-shadow': 'rgb(10 70 53 / .28)',
    '--jifen-foil': '#cfd8c0', '--jifen-foil-dark': '#9fb08e', '--jifen-radius': '10px',
    '--jifen-font': "Georgia, 'Songti SC', 'Noto Serif CJK SC', serif",
  },
};

/** @typedef {keyof typeof themes} Theme */

export const THEMES = /** @type {Theme[]} */ (Object.keys(themes));

const FALLEN_BACK = /var\((--jifen-[a-z-]+)(?:,\s*((?:[^()]|\([^()]*\))*))?\)/g;

/** The custom properties that an element's own style asks for, with what holds without them. @param {HTMLElement} widget @returns {Map<string, string>} */
export function propertiesOf(widget) {
  const text = (widget.shadowRoot?.adoptedStyleSheets ?? []).flatMap((sheet) => [...sheet.cssRules].map((rule) => rule.cssText)).join('\n');
  const found = [...text.matchAll(FALLEN_BACK)].map(([, name, otherwise = '']) => /** @type {[string, string]} */ ([name, otherwise.startsWith('var(--_') ? '' : otherwise]));
  return new Map(found.sort(([a], [b]) => a.localeCompare(b)));
}

/** A theme as the rule that sets it, of the properties that the element knows. @param {string} tag @param {Theme} theme @param {Map<string, string>} known */
export function ruleOf(tag, theme, known) {
  const set = Object.entries(themes[theme]).filter(([name]) => known.has(name));
  return `${tag} {\n${set.map(([name, value]) => `  ${name}: ${value};\n`).join('')}}`;
}
