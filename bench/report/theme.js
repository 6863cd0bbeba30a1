// SPDX-License-Identifier: MIT
// The colours of page and charts.  Charts name them as CSS variables, so that one drawing serves
// both themes; pictures that stand alone get the values.

export const COLOURS = {
  //                light      dark
  '--paper':       ['#ffffff', '#14181d'],
  '--panel':       ['#f6f7f9', '#1b2027'],
  '--ink':         ['#1b232d', '#e6eaef'],
  '--muted':       ['#55606d', '#a3adb9'],
  '--line':        ['#dfe3e8', '#313944'],
  '--accent':      ['#0b57b0', '#7fb5f5'],
  '--good':        ['#0b6b4f', '#5fd0a8'],
  '--fair':        ['#7a5200', '#e3b75c'],
  '--bad':         ['#a3260f', '#ff9c85'],
  '--heat':        ['#8fc0f2', '#174a86'],
  // Series keep their colour on the whole page; Okabe and Ito's hues, told apart by lightness too.
  '--avx512ifma':  ['#0b4a94', '#8ec2ff'],
  '--avx512':      ['#4a90d9', '#4c86c6'],
  '--avx2fma':     ['#00734f', '#5fd3ac'],
  '--avx2':        ['#4cb592', '#2f9273'],
  '--neon':        ['#8d3f8f', '#dc95dd'],
  '--scalar':      ['#7b8590', '#98a3af'],
  '--numpy':       ['#d55e00', '#ff9a57'],
  '--memset':      ['#1b232d', '#e6eaef'],
  '--peer':        ['#a37800', '#e8c14a'],
  '--series-1':    ['#0b57b0', '#7fb5f5'],
  '--series-2':    ['#d55e00', '#ff9a57'],
  '--series-3':    ['#00734f', '#5fd3ac'],
  '--series-4':    ['#8d3f8f', '#dc95dd'],
  '--series-5':    ['#a37800', '#e8c14a'],
  '--series-6':    ['#4a90d9', '#4c86c6'],
};

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';

const THEMES = {light: 0, dark: 1};

/** The variables of a theme, as CSS declarations. */
export const cssVariables = (theme) =>
  Object.entries(COLOURS).map(([name, values]) => `${name}: ${values[THEMES[theme]]};`).join(' ');

/** A drawing with the colours of a theme in place of variables. */
export const withColours = (text, theme) =>
  text.replace(/var\((--[\w-]+)\)/g, (_, name) => COLOURS[name][THEMES[theme]]);

/** The colour of a series: one of its own, or one of six by its place. */
export const colourOf = (name, index = 0) =>
  `var(${`--${name}` in COLOURS ? `--${name}` : `--series-${index % 6 + 1}`})`;
