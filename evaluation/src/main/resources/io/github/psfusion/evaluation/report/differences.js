'use strict';
// The mean difference of each method to the best one with its confidence interval, per metric; computed by the program.
(() => {
  const differences = JSON.parse(document.getElementById('differencesData').textContent);
  const shown = differences.filter((d) => d.methods.some((m) => m));
  if (!shown.length) { document.getElementById('pairedDifferences').hidden = true; return; }
  differences.forEach((d, k) => {
    const rows = scores.methods.map((m, i) => ({ i, name: m.key, to: d.methods[i] })).filter((row) => row.to);
    if (!rows.length) return;
    const metric = scores.metrics[k];
    const bar = (params, api) => {
      const low = api.coord([api.value(0), api.value(2)]), high = api.coord([api.value(1), api.value(2)]);
      return { type: 'line', shape: { x1: low[0], y1: low[1], x2: high[0], y2: high[1] }, style: { stroke: api.visual('color'), lineWidth: 2 } };
    };
    draw('differences', 'differences', metric, `${metric.key} ${arrow(metric)}: difference from ${scores.methods[d.reference].key}`, {
      tooltip: { renderMode: 'richText', formatter: (p) => { const row = rows[p.dataIndex]; return `${row.name}\n${digits(row.to.mean)} [${digits(row.to.low)}, ${digits(row.to.high)}], ${row.to.pairs} pairs\nWilcoxon p = ${row.to.p.toPrecision(2)}`; } },
      grid: { left: 110, right: 16, top: 36, bottom: 28 },
      xAxis: { type: 'value', scale: false },
      yAxis: { type: 'category', inverse: true, data: rows.map((row) => row.name), axisLabel: { fontSize: 10, width: 100, overflow: 'truncate', interval: 0 } },
      series: [
        { type: 'custom', renderItem: bar, encode: { x: [0, 1], y: 2 }, data: rows.map((row, n) => ({ value: [row.to.low, row.to.high, n], itemStyle: { color: color(row.i) } })) },
        { type: 'scatter', symbolSize: 9, data: rows.map((row, n) => ({ value: [row.to.mean, n], itemStyle: { color: row.to.significant ? color(row.i) : dark ? '#14181f' : '#fff', borderColor: color(row.i), borderWidth: 2 } })) },
      ] });
  });
})();
