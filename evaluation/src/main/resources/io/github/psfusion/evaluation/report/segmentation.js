'use strict';
const names = scores.methods.map((m) => m.name);
const mean = (values) => { const v = values.filter((x) => typeof x === 'number'); return v.length ? v.reduce((a, b) => a + b, 0) / v.length : null; };
const labels = {
  meanIou: 'mIoU', meanIouWithoutFirst: 'mIoU without the first class', meanIouAbsentAsZero: 'mIoU, absent classes as 0', pixelAccuracy: 'pixel accuracy', meanAccuracy: 'mean accuracy',
  frequencyWeightedIou: 'frequency-weighted IoU', meanIouPerImage: 'mIoU per image', meanIouPerImageWorst10: 'mIoU per image, worst 10 %', meanIouPerClassAndImage: 'mIoU per class and image',
  meanIouPerClassAndImageWorst10: 'mIoU per class and image, worst 10 %', boundaryIou: 'boundary IoU', boundaryIou3: 'boundary IoU, 3 pixels', calibrationError: 'calibration error (lower is better)',
};
(scores.sections || []).forEach((s) => table(section(s.title, s.note), s.heads, s.rows));
table(section('All classes', 'Means over the runs of a method. mIoU: pixels are summed over all images before they are divided; per image: the mean of the values of single images, another number. Bold: best method.'),
  ['score', ...names], Object.keys(labels).filter((key) => key in scores.methods[0]).map((key) => [labels[key], ...scores.methods.map((m) => m[key])]), true);
const classes = scores.methods[0].runs[0].classes;
[['iou', 'IoU by class'], ['iouPerImage', 'IoU per image by class'], ['boundaryIou', 'Boundary IoU by class']].forEach(([key, title]) => table(section(title), ['class', ...names, 'images'],
  classes.map((c, k) => [c.name, ...scores.methods.map((m) => mean(m.runs.map((run) => run.classes[k][key]))), `${c.images}`]), true));
if (Object.keys(scores.groups).length) table(section('mIoU by group'), ['group', ...names, 'images'], Object.keys(scores.groups).map((g) => [g, ...scores.methods.map((m) => m.groups[g]), `${scores.groups[g].length}`]), true);
if (scores.methods[0].difference) {
  table(section('Differences in mIoU to the best method', 'Paired bootstrap over images and runs, 2,000 resamples, 95 % interval; p is corrected for the number of methods (Holm). An interval that holds 0 means: not distinguished, not equal.'),
    ['method', 'difference', 'from', 'to', 'p'], scores.methods.filter((m) => m.difference.reference !== m.name).map((m) => [m.name, m.difference.meanIou, m.difference.low, m.difference.high, m.difference.p]));
}
const perImage = charts(section('mIoU of single images', 'A point (x, y): a share x of the images has an mIoU of at most y. First runs.'));
draw(perImage, 'mIoU', {
  tooltip: { trigger: 'item', renderMode: 'richText' }, legend: { type: 'scroll', bottom: 0 }, grid: { left: 48, right: 16, top: 36, bottom: 64 }, xAxis: { type: 'value', min: 0, max: 1, name: 'share of images', nameLocation: 'middle', nameGap: 22 },
  yAxis: { type: 'value', min: 0, max: 1 },
  series: scores.methods.map((m, i) => { const v = m.runs[0].meanIouOfMaps.filter((x) => x !== null).sort((a, b) => a - b); return { name: m.name, type: 'line', showSymbol: false, itemStyle: { color: palette[i % palette.length] }, data: v.map((x, n) => [(n + 1) / v.length, x]) }; }),
});
const matrices = charts(section('Confusion', 'Rows: true classes; columns: predicted ones; percent of the pixels of the true class. First runs.'));
scores.methods.forEach((m) => {
  const of = m.runs[0].classes;
  draw(matrices, m.name, {
    tooltip: { renderMode: 'richText', formatter: (p) => `${of[p.value[1]].name} taken for ${of[p.value[0]].name}: ${p.value[2]} %` }, grid: { left: 96, right: 16, top: 36, bottom: 72 },
    xAxis: { type: 'category', data: of.map((c) => c.name), axisLabel: { rotate: 45 } }, yAxis: { type: 'category', data: of.map((c) => c.name), inverse: true },
    visualMap: { min: 0, max: 100, show: false, inRange: { color: dark ? ['#1d232d', '#f0a36b'] : ['#ffffff', '#3b6fb6'] } },
    series: [{ type: 'heatmap', label: { show: of.length < 13 }, data: of.flatMap((c, t) => c.takenFor.map((n, p) => [p, t, c.truePixels ? Math.round(1000 * n / c.truePixels) / 10 : 0])) }],
  });
});
const calibrated = scores.methods.filter((m) => m.runs[0].calibrationBins);
if (calibrated.length) {
  const box = charts(section('Calibration', 'Share of right predictions over their mean confidence in 15 bins; on the diagonal confidence is honest. First runs.'));
  draw(box, 'reliability', {
    tooltip: { trigger: 'item', renderMode: 'richText' }, legend: { type: 'scroll', bottom: 0 }, grid: { left: 48, right: 16, top: 36, bottom: 64 }, xAxis: { type: 'value', min: 0, max: 1, name: 'confidence', nameLocation: 'middle', nameGap: 22 },
    yAxis: { type: 'value', min: 0, max: 1 },
    series: [{ name: 'ideal', type: 'line', showSymbol: false, lineStyle: { type: 'dashed', color: '#6b7785' }, data: [[0, 0], [1, 1]] }, ...calibrated.map((m, i) => ({ name: m.name, type: 'line', itemStyle: { color: palette[i % palette.length] }, data: m.runs[0].calibrationBins.filter((b) => b.pixels).map((b) => [b.confidence / b.pixels, b.correct / b.pixels]) }))],
  });
}
