// The page of psfusion serve: two images in, the fused one out. No library, no request to another address.
"use strict";

const $ = (id) => document.getElementById(id);
const MAX_TRIES = 5;
const MAX_ZOOM = 32;
const pairs = [];
let current = -1;
let busy = false;
const view = {zoom: 1, x: 0, y: 0};

// Talking to the server

async function send(path, fields, accept) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (value instanceof Blob) form.append(name, value, name); else form.append(name, value);
  }
  for (let attempt = 1; ; attempt++) {
    const response = await fetch(path, {method: "POST", body: form, headers: headers({Accept: accept || "*/*"})});
    const again = response.status === 503 || response.status === 429;
    if (!again || attempt === MAX_TRIES) return require(response);
    const seconds = Math.min(Number(response.headers.get("Retry-After")) || 1, 30);
    say(`The server is busy; trying again in ${seconds} s.`);
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

function headers(others) {
  const token = $("token").value;
  return token ? {...others, Authorization: `Bearer ${token}`} : others;
}

async function require(response) {
  if (response.ok) return response;
  if (response.status === 401) $("token-field").hidden = false;
  const text = await response.text();
  let message = text;
  try { message = JSON.parse(text).error; } catch { /* the text itself */ }
  throw new Error(message || `The server answered ${response.status}.`);
}

const say = (text) => { $("status").textContent = text; };
const complain = (text) => { $("error").textContent = text; };

async function working(text, work) {
  if (busy) return;
  busy = true;
  complain("");
  say(text);
  buttons();
  try {
    await work();
  } catch (error) {
    say("");
    complain(error instanceof TypeError ? "The server does not answer." : error.message);
  } finally {
    busy = false;
    buttons();
  }
}

function blobOf(base64, type) {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return new Blob([bytes], {type});
}

const urlOf = (base64) => URL.createObjectURL(blobOf(base64, "image/png"));

// Images and pairs

async function inspect(file) {
  const facts = await (await send("/v1/inspect", {image: file}, "application/json")).json();
  return {file, name: file.name, ...facts, preview: urlOf(facts.preview)};
}

const THERMAL = /(^|[^a-z])(ir|lwir|mwir|infrared|thermal|therm)([^a-z]|$)/i;
const PLAIN = /(^|[^a-z])(vi|vis|rgb|visible|color|colour)([^a-z]|$)/i;

function role(image) {
  if (image.role !== "unknown") return image.role;
  if (THERMAL.test(image.name)) return "infrared";
  return PLAIN.test(image.name) ? "visible" : "unknown";
}

const stem = (image) => image.name.replace(/\.[^.]*$/, "").replace(THERMAL, "$1$3").replace(PLAIN, "$1$3").replace(/[^a-z0-9]/gi, "").toLowerCase();

// Images of one name make a pair; the rest is paired in the order in which it came.
function grouped(images) {
  const groups = [];
  const alone = [];
  for (const image of images) {
    const partner = alone.findIndex((other) => stem(other) === stem(image));
    if (images.length > 2 && partner >= 0) groups.push([alone.splice(partner, 1)[0], image]); else alone.push(image);
  }
  while (alone.length > 1) groups.push(alone.splice(0, 2));
  return {groups, alone};
}

function ordered([a, b]) {
  const swapped = role(b) === "infrared" && role(a) !== "infrared" || role(a) === "visible" && role(b) !== "visible";
  return swapped ? {infrared: b, visible: a} : {infrared: a, visible: b};
}

async function add(files) {
  await working(`Reading ${files.length} image${files.length > 1 ? "s" : ""} ...`, async () => {
    const images = [];
    for (const file of files) images.push(await inspect(file));
    const half = pairs.find((pair) => !pair.visible && !pair.infrared.pair);
    if (half && images.length === 1) {
      Object.assign(half, ordered([half.infrared, images[0]]), {result: null});
      choose(pairs.indexOf(half));
      return;
    }
    const first = pairs.length;
    const {groups, alone} = grouped(images);
    for (const group of groups) pairs.push({...ordered(group), result: null});
    for (const image of alone) pairs.push({infrared: image, visible: null, result: null});
    choose(first);
  });
}

async function sample(number) {
  await working("Loading the sample ...", async () => {
    const files = [];
    for (const kind of ["infrared", "visible"]) {
      const response = await require(await fetch(`/samples/${number}/${kind}.png`, {headers: headers({})}));
      files.push(new File([await response.blob()], `sample${number}_${kind}.png`, {type: "image/png"}));
    }
    const images = [await inspect(files[0]), await inspect(files[1])];
    pairs.push({infrared: images[0], visible: images[1], result: null});
    choose(pairs.length - 1);
  });
}

const isComplete = (pair) => Boolean(pair && (pair.visible || pair.infrared.pair));

function choose(index) {
  current = index;
  const pair = pairs[index];
  show("infrared", pair.infrared);
  show("visible", pair.visible);
  say(isComplete(pair) ? "The pair is ready." : "One image is there; add the other one.");
  list();
  buttons();
  display();
}

function show(kind, image) {
  const element = $(kind);
  element.hidden = !image;
  $(`${kind}-empty`).hidden = Boolean(image);
  $(`${kind}-name`).textContent = image ? `${image.name}, ${image.width} x ${image.height}, ${image.bits} bit` : "";
  if (image) {
    element.src = image.preview;
    element.alt = `${kind} image ${image.name}`;
  }
}

function list() {
  $("pairs-section").hidden = pairs.length < 2;
  $("pairs").replaceChildren(...pairs.map((pair, i) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = `${i + 1}: ${pair.infrared.name}${pair.result ? ", fused" : ""}`;
    button.setAttribute("aria-pressed", String(i === current));
    button.addEventListener("click", () => choose(i));
    const item = document.createElement("li");
    item.append(button);
    return item;
  }));
}

function buttons() {
  const pair = pairs[current];
  $("fuse").disabled = busy || !isComplete(pair);
  $("swap").disabled = busy || !pair || !pair.visible;
  $("fuse-all").hidden = pairs.length < 2;
  $("fuse-all").disabled = busy;
  $("files").disabled = busy;
  for (const button of document.querySelectorAll("[data-sample]")) button.disabled = busy;
}

// Fusing

const withVisible = (fields, pair) => pair.visible ? {...fields, visible: pair.visible.file} : fields;

async function fuse(pair) {
  const options = Object.fromEntries(new FormData($("options")));
  const ranges = {"ir-range": options["ir-range"]};
  const sources = withVisible({infrared: pair.infrared.file}, pair);
  const record = await (await send("/v1/fuse", {...options, ...sources}, "application/json")).json();
  const types = {png: "image/png", jpg: "image/jpeg", jpeg: "image/jpeg", tif: "image/tiff", tiff: "image/tiff"};
  const result = {record, blob: blobOf(record.image, types[record.format])};
  result.url = URL.createObjectURL(result.blob);
  result.shown = result.url;
  if (result.blob.type === "image/tiff") result.shown = (await inspect(new File([result.blob], "fused.tiff"))).preview;
  result.infrared = pair.infrared.preview;
  result.visible = pair.visible ? pair.visible.preview : null;
  let scored = sources;
  if (options.align === "auto" && pair.visible) {
    const aligned = await (await send("/v1/align", {...sources, ...ranges}, "application/json")).json();
    scored = {infrared: blobOf(aligned.infrared, "image/png"), visible: blobOf(aligned.visible, "image/png")};
    result.visible = urlOf(aligned.visible);
    result.infrared = (await inspect(new File([scored.infrared], "infrared.png"))).preview;
  }
  if (pair.visible) {
    try {
      result.scores = await (await send("/v1/evaluate", {...scored, ...ranges, fused: result.blob})).json();
    } catch (error) {
      result.unscored = error.message;
    }
  }
  pair.result = result;
}

async function fuseAll() {
  await working("Fusing ...", async () => {
    const failures = [];
    for (const [i, pair] of pairs.entries()) {
      if (!isComplete(pair)) continue;
      say(`Fusing pair ${i + 1} of ${pairs.length} ...`);
      try {
        await fuse(pair);
      } catch (error) {
        failures.push(`${pair.infrared.name}: ${error.message}`);
      }
    }
    list();
    display();
    say(`${pairs.filter((pair) => pair.result).length} of ${pairs.length} pairs are fused.`);
    complain(failures.join("\n"));
  });
}

// The result

function display() {
  const result = pairs[current] && pairs[current].result;
  $("result").hidden = !result;
  if (!result) return;
  $("layer-fused").src = result.shown;
  $("stage").style.aspectRatio = `${result.record.width} / ${result.record.height}`;
  $("beside").disabled = !result.visible;
  beside();
  $("download").href = result.url;
  $("download").download = `${pairs[current].infrared.name.replace(/\.[^.]*$/, "")}_fused.${result.record.format}`;
  $("warnings").replaceChildren(...(result.record.warnings || []).map((text) => {
    const item = document.createElement("li");
    item.textContent = text;
    return item;
  }));
  metrics(result);
  zoomTo(1);
}

function beside() {
  const result = pairs[current].result;
  const kind = result.visible ? $("beside").value : "infrared";
  $("layer-source").src = result[kind];
  $("layer-source").alt = `${kind} image`;
}

function metrics(result) {
  const scores = result.scores;
  const rows = scores ? Object.entries(scores.metrics) : [];
  $("metrics").replaceChildren(...rows.map(([key, value]) => {
    const row = document.createElement("tr");
    const name = document.createElement("th");
    name.scope = "row";
    name.textContent = `${key}, ${scores.names[key]}`;
    const number = document.createElement("td");
    number.textContent = value === null ? `none: ${scores.undefined[key] || "not a number"}` : value.toPrecision(5);
    const better = document.createElement("td");
    better.textContent = scores.better[key];
    row.append(name, number, better);
    return row;
  }));
  if (result.unscored) complain(`The fused image was not scored: ${result.unscored}`);
}

// Zoom, pan and slider: one transform for both layers; the cut is made in the frame of the stage.

function apply() {
  const stage = $("stage");
  const {width, height} = stage.getBoundingClientRect();
  view.x = Math.min(0, Math.max(view.x, width * (1 - view.zoom)));
  view.y = Math.min(0, Math.max(view.y, height * (1 - view.zoom)));
  const split = Number($("split").value);
  stage.style.setProperty("--x", `${view.x}px`);
  stage.style.setProperty("--y", `${view.y}px`);
  stage.style.setProperty("--zoom", view.zoom);
  stage.style.setProperty("--split", `${split}%`);
  stage.style.setProperty("--cut", `${(split / 100 * width - view.x) / view.zoom}px`);
  stage.classList.toggle("near", view.zoom >= 3);
  $("zoom-level").textContent = `${Math.round(view.zoom * 100)} %`;
}

function zoomTo(zoom, atX, atY) {
  const {width, height} = $("stage").getBoundingClientRect();
  const x = atX === undefined ? width / 2 : atX;
  const y = atY === undefined ? height / 2 : atY;
  const next = Math.min(MAX_ZOOM, Math.max(1, zoom));
  view.x = x - (x - view.x) * next / view.zoom;
  view.y = y - (y - view.y) * next / view.zoom;
  view.zoom = next;
  apply();
}

function stageKeys(event) {
  const step = 40;
  const moves = {ArrowLeft: [step, 0], ArrowRight: [-step, 0], ArrowUp: [0, step], ArrowDown: [0, -step]};
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "+" || event.key === "=") zoomTo(view.zoom * 1.5);
  else if (event.key === "-") zoomTo(view.zoom / 1.5);
  else if (event.key === "0") zoomTo(1);
  else if (moves[event.key]) {
    view.x += moves[event.key][0];
    view.y += moves[event.key][1];
    apply();
  } else return;
  event.preventDefault();
}

function stagePointers() {
  const stage = $("stage");
  const fingers = new Map();
  let span = 0;
  const distance = () => {
    const [a, b] = [...fingers.values()];
    return Math.hypot(a.x - b.x, a.y - b.y);
  };
  stage.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, {x: event.clientX, y: event.clientY});
    stage.setPointerCapture(event.pointerId);
    if (fingers.size === 2) span = distance();
  });
  stage.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    fingers.set(event.pointerId, {x: event.clientX, y: event.clientY});
    const box = stage.getBoundingClientRect();
    if (fingers.size === 2) {
      const [a, b] = [...fingers.values()];
      const now = distance();
      zoomTo(view.zoom * now / span, (a.x + b.x) / 2 - box.left, (a.y + b.y) / 2 - box.top);
      span = now;
    } else {
      view.x += event.clientX - before.x;
      view.y += event.clientY - before.y;
      apply();
    }
  });
  for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    zoomTo(view.zoom * Math.exp(-event.deltaY / 400), event.clientX - box.left, event.clientY - box.top);
  }, {passive: false});
}

// Start

async function methods() {
  const listed = (await (await require(await fetch("/v1/methods", {headers: headers({})}))).json()).methods;
  const available = listed.filter((method) => method.available);
  const preferred = available.find((method) => method.key === "psfusion") || available.find((method) => method.key === "gtf");
  $("method").replaceChildren(...available.map((method) => {
    const option = document.createElement("option");
    option.value = method.key;
    option.textContent = `${method.key}: ${method.name}`;
    option.selected = method === preferred;
    return option;
  }));
}

function listen() {
  $("files").addEventListener("change", async (event) => {
    const files = [...event.target.files];
    if (files.length) await add(files);
    event.target.value = "";
  });
  const drop = $("drop");
  for (const name of ["dragenter", "dragover"]) document.addEventListener(name, (event) => { event.preventDefault(); drop.classList.add("over"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("over"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const files = [...event.dataTransfer.files];
    if (files.length) add(files);
  });
  for (const button of document.querySelectorAll("[data-sample]")) button.addEventListener("click", () => sample(button.dataset.sample));
  $("swap").addEventListener("click", () => {
    const pair = pairs[current];
    [pair.infrared, pair.visible] = [pair.visible, pair.infrared];
    pair.result = null;
    choose(current);
  });
  $("options").addEventListener("submit", (event) => {
    event.preventDefault();
    working("Fusing ...", async () => {
      await fuse(pairs[current]);
      list();
      display();
      say("The pair is fused.");
      $("result").scrollIntoView({block: "start"});
    });
  });
  $("fuse-all").addEventListener("click", fuseAll);
  $("beside").addEventListener("change", beside);
  $("split").addEventListener("input", apply);
  $("zoom-in").addEventListener("click", () => zoomTo(view.zoom * 1.5));
  $("zoom-out").addEventListener("click", () => zoomTo(view.zoom / 1.5));
  $("zoom-reset").addEventListener("click", () => zoomTo(1));
  $("stage").addEventListener("keydown", stageKeys);
  $("token").addEventListener("change", () => working("", methods));
  stagePointers();
  new ResizeObserver(() => apply()).observe($("stage"));
}

listen();
working("", methods);
