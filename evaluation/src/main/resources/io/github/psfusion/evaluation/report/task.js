'use strict';
// Everything that comes from files is set as text, never as markup: names of folders and images are untrusted.
const scores = JSON.parse(document.getElementById('scores').textContent);
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const node = (tag, text, className) => {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
};
const digits = (v) => (v === null || v === undefined ? '–' : v.toFixed(4));
const palette = ['#3b6fb6', '#d9702b', '#3d9a5b', '#c0392b', '#7d5fb2', '#8c6d46', '#d16ba5', '#6b7785', '#a8a02e', '#2fa7b8', '#1f3f7a', '#f2a65a', '#7fc596', '#e78b84', '#b7a3dc'];
const section = (title, note) => {
  const s = node('section');
  s.append(node('h2', title));
  if (note) s.append(node('p', note, 'note'));
  document.getElementById('content').append(s);
  return s;
};
// A table: the first cell of a row is a name, the others are texts, or numbers of which the largest of a row is marked if there are several.
const table = (where, heads, rows, mark) => {
  const t = node('table', undefined, 'scores');
  const head = node('tr');
  heads.forEach((h) => head.append(node('th', h)));
  t.append(head);
  rows.forEach((row) => {
    const numbers = row.slice(1).filter((v) => typeof v === 'number');
    const best = mark && numbers.length > 1 ? Math.max(...numbers) : undefined;
    const tr = node('tr');
    row.forEach((v, i) => tr.append(node(i ? 'td' : 'th', typeof v === 'string' ? v : digits(v), i && v === best ? 'best' : '')));
    t.append(tr);
  });
  const box = node('div', undefined, 'wide');
  box.append(t);
  where.append(box);
};
const charts = (where) => {
  const box = node('div', undefined, 'charts');
  where.append(box);
  return box;
};
const draw = (where, title, option) => {
  const box = node('div', undefined, 'chart');
  where.append(box);
  const chart = echarts.init(box, dark ? 'dark' : null);
  chart.setOption({ backgroundColor: 'transparent', animation: false, title: { text: title, left: 'center', top: 6, textStyle: { fontSize: 14 } }, ...option });
  addEventListener('resize', () => chart.resize());
};
document.getElementById('summary').textContent = `${scores.description}. ${scores.program}, ${scores.time}.`;
scores.notes.forEach((n) => document.getElementById('notes').append(node('li', n)));
(scores.failures.length ? scores.failures : ['none']).forEach((f) => document.getElementById('failures').append(node('li', typeof f === 'string' ? f : `${f.method ? `${f.method}: ` : ''}${f.map}: ${f.reason}`)));
const facts = node('dl');
[scores.settings, scores.machine, scores.inputs].forEach((map) => Object.entries(map).forEach(([key, value]) => facts.append(node('dt', key), node('dd', value))));
document.getElementById('provenance').append(facts);
