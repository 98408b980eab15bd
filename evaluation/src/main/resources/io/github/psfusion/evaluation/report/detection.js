'use strict';
const names = scores.methods.map((m) => m.name);
(scores.sections || []).forEach((s) => table(section(s.title, s.note), s.heads, s.rows));
table(section('All classes', 'Bold: best method. AP: mean precision over recall; AR: recall. Means over the classes with an object that counts.'), ['score', ...names], scores.keys.map((key) => [key, ...scores.methods.map((m) => m[key])]), true);
scores.classKeys.forEach((key) => {
  table(section(`${key} by class`), ['class', ...names, 'images', 'objects'],
    scores.classes.map((name, k) => [name, ...scores.methods.map((m) => m.classes[k][key]), `${scores.methods[0].classes[k].images}`, `${scores.methods[0].classes[k].objects}`]), true);
});
const curves = charts(section('Precision over recall', 'Solid: IoU from .5 on; dashed: from .75 on. Click a name to hide its curves.'));
scores.classes.forEach((name, k) => {
  const series = scores.methods.flatMap((m, i) => m.classes[k].curves.map((curve, c) => ({
    name: m.name, type: 'line', showSymbol: false, itemStyle: { color: palette[i % palette.length] },
    lineStyle: { width: 1.5, type: c ? 'dashed' : 'solid' }, data: curve.precision.map((p, r) => [r / 100, p]),
  })));
  if (series.length) draw(curves, name, {
    tooltip: { trigger: 'item', renderMode: 'richText' }, legend: { type: 'scroll', bottom: 0, data: names }, grid: { left: 48, right: 16, top: 36, bottom: 64 },
    xAxis: { type: 'value', min: 0, max: 1, name: 'recall', nameLocation: 'middle', nameGap: 22 }, yAxis: { type: 'value', min: 0, max: 1, name: 'precision' }, series });
});
