'use strict';
// The pairs on which a method did best and worst; a click opens a pair in the viewer if the page holds its images.
(() => {
  const extremes = JSON.parse(document.getElementById('extremesData').textContent);
  const byId = (id) => document.getElementById(id);
  const option = (select, value, text) => { const o = node('option', text); o.value = value; select.append(o); };
  scores.metrics.forEach((metric, k) => option(byId('extremeMetric'), k, `${metric.key} ${arrow(metric)}`));
  scores.methods.forEach((m, i) => option(byId('extremeMethod'), i, m.key));
  const first = scores.methods.findIndex((m) => !isBaseline(m));
  byId('extremeMethod').value = String(Math.max(first, 0));
  const strip = (where, pairs, m, metric, thumbnails) => {
    byId(where).replaceChildren(...pairs.map((pair) => {
      const figure = node('figure', undefined, 'tile');
      if (thumbnails[pair]) {
        const image = new Image();
        image.src = thumbnails[pair];
        image.alt = `${m.key}, ${pair}`;
        figure.append(image);
      }
      const value = m.scores.find((s) => s.pair === pair).values[metric.key];
      const caption = node('figcaption');
      caption.append(node('b', digits(value)), node('span', `  ${pair} `));
      if (viewer.has(pair)) {
        const open = node('button', 'compare');
        open.type = 'button';
        open.addEventListener('click', () => viewer.open(pair));
        caption.append(open);
      }
      figure.append(caption);
      return figure;
    }));
    if (!pairs.length) byId(where).append(node('p', 'none: too few values', 'note'));
  };
  const show = () => {
    const i = Number(byId('extremeMethod').value), k = Number(byId('extremeMetric').value);
    const { metrics, thumbnails } = extremes[i];
    // Paper shows no choices, so the sentence names what was chosen.
    byId('extremesOf').textContent = `By ${scores.metrics[k].key} of ${scores.methods[i].key}, among the common pairs of the metric.`;
    strip('best', metrics[k].best, scores.methods[i], scores.metrics[k], thumbnails);
    strip('worst', metrics[k].worst, scores.methods[i], scores.metrics[k], thumbnails);
  };
  ['extremeMetric', 'extremeMethod'].forEach((id) => byId(id).addEventListener('change', show));
  show();
})();
