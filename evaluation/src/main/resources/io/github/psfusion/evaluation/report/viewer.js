'use strict';
// Images of one pair side by side, with one transform for all.
const viewer = { has: () => false, open: () => {} };
(() => {
  const pairs = JSON.parse(document.getElementById('images').textContent);
  const byId = (id) => document.getElementById(id);
  if (!pairs.length) { byId('viewer').hidden = true; return; }
  const view = { scale: 1, x: 0, y: 0 };
  const tiles = byId('tiles');
  const option = (select, value, text) => { const o = node('option', text); o.value = value; select.append(o); };
  pairs.forEach((p, i) => option(byId('pair'), i, p.pair));
  scores.methods.forEach((m, i) => {
    option(byId('mode'), i, `difference to ${m.key}`);
    option(byId('left'), i, m.key);
    option(byId('right'), i, m.key);
  });
  byId('right').value = String(scores.methods.length - 1);

  const apply = () => {
    // Clamped, so that the image fills its frame.
    view.scale = Math.min(Math.max(view.scale, 1), 32);
    tiles.querySelectorAll('.frame').forEach((frame) => {
      const w = frame.clientWidth, h = frame.clientHeight;
      view.x = Math.min(0, Math.max(view.x, 1 - view.scale));
      view.y = Math.min(0, Math.max(view.y, 1 - view.scale));
      const shown = frame.firstChild;
      shown.style.transform = `translate(${view.x * w}px, ${view.y * h}px) scale(${view.scale})`;
      shown.classList.toggle('pixels', view.scale * w > 2 * (shown.naturalWidth || shown.width || w));
    });
  };
  const zoom = (factor, x = 0.5, y = 0.5) => {
    const scale = Math.min(Math.max(view.scale * factor, 1), 32);
    view.x = x - (x - view.x) * (scale / view.scale);
    view.y = y - (y - view.y) * (scale / view.scale);
    view.scale = scale;
    apply();
  };
  const samples = (image) => {
    const canvas = document.createElement('canvas');
    canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0);
    return context.getImageData(0, 0, canvas.width, canvas.height);
  };
  const difference = (first, second, gain) => {
    const a = samples(first), b = samples(second);
    const canvas = document.createElement('canvas');
    canvas.width = a.width; canvas.height = a.height;
    const out = new ImageData(a.width, a.height);
    for (let i = 0; i < out.data.length; i += 4) {
      const gray = (d) => (299 * d[i] + 587 * d[i + 1] + 114 * d[i + 2]) / 1000;
      const v = Math.max(-1, Math.min(1, (gain * (gray(a.data) - gray(b.data))) / 255));
      out.data[i] = v > 0 ? 255 * v : 0; out.data[i + 1] = 140 * Math.abs(v); out.data[i + 2] = v < 0 ? -255 * v : 0; out.data[i + 3] = 255;
    }
    canvas.getContext('2d').putImageData(out, 0, 0);
    return canvas;
  };
  const load = async (data) => { const image = new Image(); image.src = data; image.draggable = false; await image.decode(); return image; };
  let request = 0;
  const show = async () => {
    const mine = ++request;
    const pair = pairs[byId('pair').value];
    const images = await Promise.all(pair.images.map((data) => (data ? load(data) : null)));
    if (mine !== request) return; // superseded by a later choice
    const against = byId('mode').value === '' ? null : images[byId('mode').value];
    tiles.replaceChildren();
    images.forEach((image, i) => {
      if (!image) return;
      const figure = node('figure', undefined, 'tile');
      const frame = node('div', undefined, 'frame');
      frame.tabIndex = 0;
      image.alt = scores.methods[i].key;
      frame.append(against ? difference(image, against, Number(byId('gain').value)) : image);
      const score = scores.methods[i].scores.find((s) => s.pair === pair.pair);
      const text = score && score.values ? scores.metrics.slice(0, 6).map((m) => `${m.key} ${digits(score.values[m.key])}`).join('  ') : '';
      const caption = node('figcaption');
      caption.append(node('b', scores.methods[i].key), node('span', `  ${text}`));
      figure.append(frame, caption);
      tiles.append(figure);
    });
    byId('wipeLeft').src = pair.images[byId('left').value] || '';
    byId('wipeRight').src = pair.images[byId('right').value] || '';
    wipe();
    apply();
  };
  const wipe = () => { byId('wipeLeft').style.clipPath = `inset(0 ${100 - byId('slider').value}% 0 0)`; };

  tiles.addEventListener('wheel', (event) => {
    const frame = event.target.closest('.frame');
    if (!frame) return;
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY / 400), (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });
  let held = null;
  tiles.addEventListener('pointerdown', (event) => { held = event.target.closest('.frame'); if (held) held.setPointerCapture(event.pointerId); });
  tiles.addEventListener('pointermove', (event) => {
    if (!held) return;
    view.x += event.movementX / held.clientWidth;
    view.y += event.movementY / held.clientHeight;
    apply();
  });
  addEventListener('pointerup', () => { held = null; });
  tiles.addEventListener('keydown', (event) => {
    const moves = { ArrowLeft: [0.1, 0], ArrowRight: [-0.1, 0], ArrowUp: [0, 0.1], ArrowDown: [0, -0.1] };
    if (event.key === '+') zoom(1.5);
    else if (event.key === '-') zoom(1 / 1.5);
    else if (event.key === '0') { Object.assign(view, { scale: 1, x: 0, y: 0 }); apply(); }
    else if (moves[event.key]) { view.x += moves[event.key][0]; view.y += moves[event.key][1]; apply(); }
    else return;
    event.preventDefault();
  });
  byId('in').addEventListener('click', () => zoom(1.5));
  byId('out').addEventListener('click', () => zoom(1 / 1.5));
  byId('reset').addEventListener('click', () => { Object.assign(view, { scale: 1, x: 0, y: 0 }); apply(); });
  byId('slider').addEventListener('input', wipe);
  ['pair', 'mode', 'gain', 'left', 'right'].forEach((id) => byId(id).addEventListener('change', show));
  addEventListener('resize', apply);
  viewer.has = (pair) => pairs.some((p) => p.pair === pair);
  viewer.open = (pair) => {
    byId('pair').value = String(pairs.findIndex((p) => p.pair === pair));
    show();
    byId('viewer').scrollIntoView();
  };
  show();
})();
