'use strict';
// Everything that comes from files is set as text, never as markup: names of folders and images are untrusted.
const scores = JSON.parse(document.getElementById('scores').textContent);
const node = (tag, text, className) => {
  const e = document.createElement(tag);
  if (text !== undefined) e.textContent = text;
  if (className) e.className = className;
  return e;
};
const digits = (v) => (v === null || v === undefined ? '–' : v.toFixed(4));
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
const draw = (where, title, option) => chartIn(where, title, title, option);
document.getElementById('summary').textContent = `${scores.description}. ${scores.program}, ${scores.time}.`;
scores.notes.forEach((n) => document.getElementById('notes').append(node('li', n)));
(scores.failures.length ? scores.failures : ['none']).forEach((f) => document.getElementById('failures').append(node('li', typeof f === 'string' ? f : `${f.method ? `${f.method}: ` : ''}${f.map}: ${f.reason}`)));
const facts = node('dl');
[scores.settings, scores.machine, scores.inputs].forEach((map) => Object.entries(map).forEach(([key, value]) => facts.append(node('dt', key), node('dd', value))));
document.getElementById('provenance').append(facts);
