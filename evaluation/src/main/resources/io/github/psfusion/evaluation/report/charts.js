'use strict';
// Charts of all pages: as SVG, whose size follows its place, on paper, too, and which a button saves as a file.
const dark = matchMedia('(prefers-color-scheme: dark)').matches;
const palette = ['#3b6fb6', '#d9702b', '#3d9a5b', '#c0392b', '#7d5fb2', '#8c6d46', '#d16ba5', '#6b7785', '#a8a02e', '#2fa7b8', dark ? '#9db8f2' : '#1f3f7a', '#f2a65a', '#7fc596', '#e78b84', '#b7a3dc'];
const color = (i) => palette[i % palette.length];
const PRINTED = [400, 260];
const chartIn = (where, name, title, option) => {
  const holder = document.createElement('div');
  holder.className = 'holder';
  const box = document.createElement('div');
  box.className = 'chart';
  holder.append(box);
  where.append(holder);
  // Lines that are faint on white paper and on a dark screen.
  [option.xAxis, option.yAxis].flat().filter((axis) => axis && axis.type === 'value').forEach((axis) => { axis.splitLine = { lineStyle: { color: '#88888844' } }; });
  const chart = echarts.init(box, dark ? 'dark' : null, { renderer: 'svg' });
  chart.setOption({ backgroundColor: 'transparent', animation: false, title: { text: title, left: 'center', top: 6, textStyle: { fontSize: 14 } }, ...option });
  // With a view box the style sheet for paper can scale the chart.
  const fit = () => box.querySelector('svg').setAttribute('viewBox', `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  fit();
  addEventListener('resize', () => {
    if (!box.clientWidth || matchMedia('print').matches) return;
    chart.resize();
    fit();
  });
  // On paper two charts are side by side, with letters of a size that can be read.
  addEventListener('beforeprint', () => {
    chart.resize({ width: PRINTED[0], height: PRINTED[1] });
    chart.getZr().flush();
    fit();
  });
  addEventListener('afterprint', () => {
    chart.resize({ width: 'auto', height: 'auto' });
    chart.getZr().flush();
    fit();
  });
  const save = document.createElement('button');
  save.textContent = 'SVG';
  save.type = 'button';
  save.className = 'save';
  save.title = 'save this chart';
  save.addEventListener('click', () => {
    const link = document.createElement('a');
    link.href = chart.getDataURL({ type: 'svg' });
    link.download = `${name.replace(/[^A-Za-z0-9._-]+/g, '-')}.svg`;
    link.click();
  });
  holder.append(save);
  return chart;
};
