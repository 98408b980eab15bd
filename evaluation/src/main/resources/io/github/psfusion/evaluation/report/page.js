'use strict';
// Everything that comes from files is set as text, never as markup: names of folders and images are untrusted.
const scores = JSON.parse(document.getElementById('scores').textContent);
const isBaseline = (m) => m.kind === 'visible' || m.kind === 'infrared';
const node = (tag, text, className) => {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
};
const arrow = (metric) => (metric.direction === 'higher' ? '↑' : '↓');
const digits = (v) => (v === null || v === undefined ? '–' : Math.abs(v) >= 1000 ? v.toFixed(1) : v.toFixed(4));
const meanings = {
  modern: 'the definition of each metric’s paper',
  legacy: 'as the Python evaluator of CDDFuse computes',
  authors2022: 'as the MATLAB program of Tang et al. computed before March 2023',
};
const escaped = (text) => node('i', text).innerHTML.replace(/"/g, '&quot;');

const dataSet = scores.settings['data set'];
if (dataSet) {
  document.title = `${dataSet}: fusion scores`;
  document.querySelector('h1').textContent = document.title;
}
document.getElementById('summary').textContent =
  `${scores.methods.length} entries, ${scores.pairs.length} pairs, protocol ${scores.protocol} (${meanings[scores.protocol]}). ` +
  `${scores.program}, ${scores.time}.`;

const notes = JSON.parse(document.getElementById('notesData').textContent);
notes.forEach((n) => document.getElementById('tableNotes').append(node('li', n)));

// By metric, the numbers of the pairs that means are of: those on which all ranked methods have a value.
const common = JSON.parse(document.getElementById('differencesData').textContent).map((d) => new Set(d.common));
const ofPairs = (n) => (n === scores.pairs.length ? `${n}` : `${n} of ${scores.pairs.length}`);
const whole = common.every((pairs) => pairs.size === scores.pairs.length);
// Pairs on which a method has a value of any metric.
const used = (m) => `${m.scores.filter((s) => s.values && Object.values(s.values).some((v) => typeof v === 'number')).length}/${scores.pairs.length}`;
const titled = (metric, k) => `${metric.key} ${arrow(metric)}${whole ? '' : ` (n = ${ofPairs(common[k].size)})`}`;

// The place of a method among the ranks of a metric, 0 for the best; -1 for one without a rank.
const rankIn = (metric) => {
  const ranks = scores.methods.map((m) => m.means[metric.key].rank).filter((r) => r !== null).sort((a, b) => a - b);
  const distinct = [...new Set(ranks)];
  return (m) => distinct.indexOf(m.means[metric.key].rank);
};

const byNumber = (a, b, rowA, rowB, column, direction) => {
  // A missing value is last in both directions.
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : direction === 'asc' ? 1 : -1;
  if (b === null || b === undefined) return direction === 'asc' ? -1 : 1;
  return a - b;
};
const columns = [{ title: 'method', field: 'method', frozen: true, minWidth: 140, formatter: (cell) => node('span', cell.getValue()) }];
columns.push({ title: 'pairs used', field: 'scored', hozAlign: 'right', headerTooltip: 'pairs on which the method has a value of any metric, of all pairs' });
scores.metrics.forEach((metric, k) => {
  const rank = rankIn(metric);
  columns.push({
    title: `${escaped(metric.key)}${arrow(metric)}${whole ? '' : `<br>n = ${ofPairs(common[k].size)}`}`, field: `m${k}`, hozAlign: 'right', sorter: byNumber, minWidth: 96,
    headerTooltip: escaped(`${metric.name}: ${metric.formula}. ${metric.direction} is better. ${metric.citation}`),
    formatter: (cell) => {
      const row = cell.getRow().getData();
      const mean = row.all.means[metric.key];
      const box = node('span');
      const r = rank(row.all);
      box.append(node('span', digits(cell.getValue()), r === 0 ? 'best' : r === 1 ? 'second' : ''));
      if (mean && mean.mean !== null && mean.count !== common[k].size) box.append(node('span', ` (n = ${ofPairs(mean.count)})`, 'sd'));
      if (mean && mean.deviation !== null) box.append(node('span', ` ±${digits(mean.deviation)}`, 'sd'));
      return box;
    },
  });
});
columns.push({ title: 'mean rank', field: 'rank', hozAlign: 'right', sorter: byNumber, formatter: (c) => node('span', c.getValue() === null ? '–' : c.getValue().toFixed(2)) });
columns.push({ title: 's / pair', field: 'seconds', hozAlign: 'right', sorter: byNumber, headerTooltip: 'mean seconds per pair without reading and writing; threads in parentheses',
  formatter: (c) => { const t = c.getRow().getData().all.timing; return node('span', t ? `${t.meanSeconds === null ? '–' : t.meanSeconds.toFixed(3)} (${t.threads})` : '–'); } });
const table = new Tabulator('#table', {
  layout: 'fitDataStretch', columns,
  rowFormatter: (row) => { if (isBaseline(row.getData().all)) row.getElement().classList.add('reference'); },
  data: scores.methods.map((m) => {
    const row = { method: m.key, all: m, scored: used(m), rank: m.meanRank ?? null, seconds: m.timing ? m.timing.meanSeconds : null };
    scores.metrics.forEach((metric, k) => {
      const mean = m.means[metric.key];
      row[`m${k}`] = mean ? mean.mean : null;
    });
    return row;
  }),
});

const valuesOf = (m, key, pairs) => m.scores.filter((_, i) => pairs.has(i)).map((s) => (s.values ? s.values[key] : null)).filter((v) => typeof v === 'number');
// The charts of print files have the same names.
const draw = (where, kind, metric, title, option) => chartIn(document.getElementById(where), `${metric.key}-${kind}`, title, option);

// One legend for all curves; a click hides a method in all of them.
const curves = [];
scores.methods.forEach((m, i) => {
  const entry = node('button', m.key, 'entry');
  entry.type = 'button';
  entry.style.borderLeftColor = color(i);
  entry.setAttribute('aria-pressed', 'true');
  entry.addEventListener('click', () => {
    entry.setAttribute('aria-pressed', String(entry.getAttribute('aria-pressed') !== 'true'));
    curves.forEach((chart) => chart.dispatchAction({ type: 'legendToggleSelect', name: m.key }));
  });
  document.getElementById('legend').append(entry);
});

// The means for paper: as many metrics side by side as fit on a page.
const PER_TABLE = 6;
for (let first = 0; first < scores.metrics.length; first += PER_TABLE) {
  const part = scores.metrics.slice(first, first + PER_TABLE);
  const last = first + PER_TABLE >= scores.metrics.length;
  const paper = node('table', undefined, 'scores paper');
  const head = node('tr');
  head.append(...['method', ...part.map((metric) => `${metric.key}${arrow(metric)}`), ...(last ? ['rank', 'pairs used'] : [])].map((text) => node('th', text)));
  paper.append(head);
  scores.methods.forEach((m) => {
    const row = node('tr');
    row.append(node('th', m.key), ...part.map((metric) => {
      const r = rankIn(metric)(m);
      const mean = m.means[metric.key];
      const cell = node('td');
      cell.append(node('span', digits(mean ? mean.mean : null), r === 0 ? 'best' : r === 1 ? 'second' : ''));
      if (mean && mean.deviation !== null) cell.append(node('div', `±${digits(mean.deviation)}`, 'sd'));
      return cell;
    }));
    if (last) row.append(node('td', m.meanRank === null || m.meanRank === undefined ? '–' : m.meanRank.toFixed(2)), node('td', used(m)));
    paper.append(row);
  });
  if (!whole) {
    const row = node('tr');
    row.append(node('th', 'n'), ...part.map((metric, k) => node('td', ofPairs(common[first + k].size))));
    paper.append(row);
  }
  document.getElementById('papers').append(paper);
}
scores.metrics.forEach((metric, k) => {
  const series = scores.methods.map((m, i) => {
    const sorted = valuesOf(m, metric.key, common[k]).sort((a, b) => a - b);
    const mean = m.means[metric.key];
    return { name: m.key, mean: digits(mean ? mean.mean : null), type: 'line', showSymbol: false, lineStyle: { width: 1.5, type: i >= palette.length ? 'dashed' : 'solid' }, itemStyle: { color: color(i) },
      data: sorted.map((v, n) => [(n + 1) / sorted.length, v]) };
  });
  curves.push(draw('curves', 'curves', metric, titled(metric, k), {
    tooltip: { trigger: 'item', renderMode: 'richText', formatter: (p) => `${p.seriesName}: mean ${series[p.seriesIndex].mean}\n${(100 * p.value[0]).toFixed(0)} % of the pairs: at most ${digits(p.value[1])}` },
    legend: { show: false }, grid: { left: 56, right: 16, top: 36, bottom: 40 },
    xAxis: { type: 'value', min: 0, max: 1, axisLine: { onZero: false }, name: 'share of pairs', nameLocation: 'middle', nameGap: 22 }, yAxis: { type: 'value', scale: true }, series }));
  const five = (m) => {
    const v = valuesOf(m, metric.key, common[k]).sort((a, b) => a - b);
    const q = (p) => { const at = p * (v.length - 1); const lo = Math.floor(at); return v[lo] + (at - lo) * ((v[lo + 1] ?? v[lo]) - v[lo]); };
    return v.length ? [0, 0.25, 0.5, 0.75, 1].map(q) : [];
  };
  draw('boxes', 'boxes', metric, titled(metric, k), {
    tooltip: { renderMode: 'richText', formatter: (p) => `${p.name}\nminimum ${digits(p.value[1])}, quartiles ${digits(p.value[2])}, ${digits(p.value[3])}, ${digits(p.value[4])}, maximum ${digits(p.value[5])}` },
    grid: { left: 110, right: 16, top: 36, bottom: 28 }, xAxis: { type: 'value', scale: true },
    yAxis: { type: 'category', inverse: true, axisLine: { onZero: false }, data: scores.methods.map((m) => m.key), axisLabel: { fontSize: 10, width: 100, overflow: 'truncate', interval: 0 } },
    series: [{ type: 'boxplot', data: scores.methods.map((m, i) => ({ value: five(m), itemStyle: { color: 'transparent', borderColor: color(i) } })) }] });
});

new Tabulator('#values', {
  layout: 'fitDataStretch', maxHeight: '28rem',
  columns: [{ title: 'pair', field: 'pair', headerFilter: 'input', formatter: (c) => node('span', c.getValue()) }, { title: 'method', field: 'method', headerFilter: 'input', formatter: (c) => node('span', c.getValue()) },
    ...scores.metrics.map((metric, k) => ({ title: `${escaped(metric.key)}${arrow(metric)}`, field: `m${k}`, hozAlign: 'right', sorter: byNumber,
      formatter: (c) => { const s = c.getRow().getData().all; const e = node('span', digits(c.getValue())); const why = s.reason || (s.reasons && s.reasons[metric.key]); if (why) e.title = why; return e; } }))],
  data: scores.methods.flatMap((m) => m.scores.map((s) => {
    const row = { pair: s.pair, method: m.key, all: s };
    scores.metrics.forEach((metric, k) => { row[`m${k}`] = s.values ? s.values[metric.key] : null; });
    return row;
  })),
});

document.getElementById('onPaper').textContent = `The images and the ${scores.methods.length * scores.pairs.length} rows with the values of every pair are left out on paper: they are in this page on a screen, and in scores.csv.`;

const failures = document.getElementById('failures');
// Reasons that differ in the name of the pair alone are one line.
scores.methods.forEach((m) => {
  const byReason = new Map();
  m.scores.filter((s) => s.reason).forEach((s) => {
    const reason = s.reason.split(s.pair).join('…');
    byReason.set(reason, [...(byReason.get(reason) || []), s]);
  });
  byReason.forEach((all, reason) => failures.append(node('li', all.length === 1
    ? `${m.key}, ${all[0].pair}: ${all[0].reason}`
    : `${m.key}, ${all.length} of ${m.scores.length} pairs (${all.map((s) => s.pair).join(', ')}): ${reason}`)));
});
(scores.notes || []).forEach((n) => failures.append(node('li', n)));
if (!failures.children.length) failures.append(node('li', 'none'));

const list = (title, map) => {
  const box = node('details');
  box.append(node('summary', title));
  const dl = node('dl');
  Object.entries(map).forEach(([k, v]) => dl.append(node('dt', k), node('dd', String(v))));
  box.append(dl);
  document.getElementById('provenance').append(box);
};
list('settings', scores.settings);
list('machine', scores.machine);
list('SHA-256 of the inputs', scores.inputs);
scores.methods.filter((m) => Object.keys(m.settings).length).forEach((m) => list(`${m.key}: ${m.name}`, { ...m.settings, citation: m.citation || '–' }));
