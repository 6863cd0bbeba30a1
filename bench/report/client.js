// SPDX-License-Identifier: MIT
// What the page gains by JavaScript: charts to point at, sorting, filters, copies, a choice of theme.
(() => {
  'use strict';
  const element = (tag, properties, ...children) => {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  };

  // ---- theme ----
  const THEMES = ['auto', 'light', 'dark'];
  const theme = element('button', {id: 'theme', type: 'button'});
  const setTheme = (name) => {
    if (name === 'auto') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = name;
    theme.textContent = `Theme: ${name}`;
    theme.dataset.name = name;
    try { localStorage.setItem('isorand-theme', name); } catch { /* a file may have no storage */ }
  };
  let kept = 'auto';
  try { kept = localStorage.getItem('isorand-theme') ?? 'auto'; } catch { /* as above */ }
  setTheme(THEMES.includes(kept) ? kept : 'auto');
  theme.addEventListener('click', () =>
    setTheme(THEMES[(THEMES.indexOf(theme.dataset.name) + 1) % THEMES.length]));
  document.querySelector('header').prepend(theme);

  // ---- tables ----
  const valueOf = (row, column) => {
    const cell = row.cells[column];
    return 'v' in cell.dataset ? Number(cell.dataset.v) : cell.textContent.trim();
  };
  const compare = (a, b) => {
    // Numbers before words, and what is not there last, in both directions.
    if (typeof a === 'number' && typeof b === 'number') return a - b;
    if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
    return a.localeCompare(b, 'en', {numeric: true});
  };
  const absent = (value) => value === '–' || value === '';

  const sort = (table, column) => {
    const heads = [...table.tHead.rows[0].cells], head = heads[column];
    const numbers = [...table.tBodies[0].rows].some((row) => 'v' in row.cells[column].dataset);
    const first = numbers ? 'descending' : 'ascending', second = numbers ? 'ascending' : 'descending';
    const order = head.getAttribute('aria-sort') === first ? second : first;
    heads.forEach((other) => other.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', order);
    const rows = [...table.tBodies[0].rows].map((row) => [valueOf(row, column), row]);
    rows.sort(([a], [b]) => absent(a) || absent(b) ? absent(a) - absent(b)
      : order === 'ascending' ? compare(a, b) : compare(b, a));
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  const shownRows = (table) => [table.tHead.rows[0],
    ...[...table.tBodies[0].rows].filter((row) => !row.hidden)].map((row) =>
    [...row.cells].map((cell) => cell.textContent.trim().replace(/\s+/g, ' ')));
  const FORMATS = {
    Markdown: (rows) => [rows[0], rows[0].map(() => '---'), ...rows.slice(1)]
      .map((cells) => `| ${cells.map((text) => text.replaceAll('|', '\\|')).join(' | ')} |`).join('\n') + '\n',
    CSV: (rows) => rows.map((cells) => cells.map((text) =>
      /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text).join(',')).join('\n') + '\n',
  };
  const copy = async (text, said) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      // A file has no clipboard everywhere: by selection instead.
      const area = element('textarea', {value: text});
      document.body.append(area);
      area.select();
      document.execCommand('copy');
      area.remove();
    }
    said.textContent = 'copied';
    setTimeout(() => { said.textContent = ''; }, 2000);
  };
  const copyButton = (name, get, said) => {
    const button = element('button', {type: 'button', className: 'copy', textContent: `Copy as ${name}`});
    button.addEventListener('click', () => copy(get(), said));
    return button;
  };

  const addFilter = (box, table) => {
    const rows = [...table.tBodies[0].rows], texts = rows.map((row) => row.textContent.toLowerCase());
    rows.forEach((row, index) => {
      texts[index] = [...row.cells].map((cell) => cell.textContent).join('/').toLowerCase();
    });
    const search = element('input', {type: 'search', placeholder: 'pcg64 f64'});
    const kinds = element('select', {}, element('option', {value: '', textContent: 'everything'}),
      ...[...new Set(rows.map((row) => row.dataset.kind))].map((kind) => element('option', {value: kind, textContent: kind})),
      element('option', {value: '!', textContent: 'suspicious rows'}));
    const count = element('output', {});
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, index) => {
        const kind = kinds.value === '!' ? row.classList.contains('suspicious') : !kinds.value || row.dataset.kind === kinds.value;
        row.hidden = !kind || !words.every((word) => texts[index].includes(word));
        shown += !row.hidden;
      });
      count.textContent = `${shown} of ${rows.length} rows`;
    };
    search.addEventListener('input', apply);
    kinds.addEventListener('change', apply);
    apply();
    box.append(element('label', {}, 'Words in a row', search), element('label', {}, 'Show', kinds), count);
  };

  for (const data of document.querySelectorAll('.data')) {
    const table = data.querySelector('table'), tools = element('div', {className: 'tools'});
    if ('sort' in data.dataset) [...table.tHead.rows[0].cells].forEach((head, column) => {
      if (!head.textContent) return;
      const button = element('button', {type: 'button', textContent: head.textContent});
      button.addEventListener('click', () => sort(table, column));
      head.replaceChildren(button);
    });
    if ('filter' in data.dataset) addFilter(tools, table);
    const said = element('output', {});
    for (const [name, format] of Object.entries(FORMATS))
      tools.append(copyButton(name, () => format(shownRows(table)), said));
    tools.append(said);
    if ('filter' in data.dataset) data.prepend(tools);
    else data.append(tools);
  }
  for (const raw of document.querySelectorAll('details.raw pre')) {
    const said = element('output', {});
    raw.before(element('div', {className: 'tools'}, copyButton('JSON', () => raw.textContent, said), said));
  }

  // ---- charts ----
  const specs = JSON.parse(document.getElementById('charts').textContent);
  const draw = async (plot) => {
    const spec = specs[Number(plot.id.slice('chart-'.length)) - 1];
    const drawn = element('div', {});
    await vegaEmbed(drawn, spec, {renderer: 'svg', actions: false, tooltip: {theme: 'custom'}});
    const svg = drawn.querySelector('svg');
    // As wide as its column, like the drawing before it.
    svg.removeAttribute('style');
    plot.replaceChildren(svg);
    plot.dataset.ready = '';
  };
  // Those in sight first; the drawings made beforehand stand until then.
  const seen = new IntersectionObserver((entries) => {
    for (const {isIntersecting, target} of entries)
      if (isIntersecting) {
        seen.unobserve(target);
        draw(target);
      }
  }, {rootMargin: '400px'});
  for (const plot of document.querySelectorAll('.plot')) seen.observe(plot);

  // Paper has no buttons: all is open.
  addEventListener('beforeprint', () => {
    for (const details of document.querySelectorAll('details:not(.raw)')) details.open = true;
  });
})();
