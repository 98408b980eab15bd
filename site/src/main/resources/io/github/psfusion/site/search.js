// Full-text search with Lunr. Its script and the texts are loaded at the first use, by script elements: a page that is opened
// from a disk may load scripts, but no data.
"use strict";
(() => {
  const MOST_HITS = 12;
  const AROUND = 70;
  const { root, page } = document.documentElement.dataset;
  const form = document.getElementById("search");
  const query = document.getElementById("query");
  const hits = document.getElementById("hits");
  let ready;

  const script = (file) => new Promise((resolve, reject) => {
    const element = document.createElement("script");
    element.src = root + "assets/" + file;
    element.onload = resolve;
    element.onerror = () => reject(new Error("cannot load " + element.src));
    document.head.append(element);
  });

  const load = () => ready ??= Promise.all([script("lunr.js"), script("search-data.js")]).then(() => {
    lunr.tokenizer.separator = /[^\p{L}\p{N}_]+/u; // "psfusion:precision=int8" is three words
    return lunr(function () {
      this.ref("id");
      this.field("title", { boost: 4 });
      this.field("heading", { boost: 6 });
      this.field("text");
      window.psfusionSections.forEach(([, title, heading, text], id) =>
        this.add({ id, title, heading: heading === title ? "" : heading, text }));
    });
  });

  // The sections with one word, its inflections, words that begin with it, and words that differ from it by a letter.
  const withWord = (index, word) => new Map(index.query((query) => {
    query.term(word, { boost: 20 });
    query.term(word, { boost: 4, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
    if (word.length > 4) {
      query.term(word, { editDistance: 1 });
    }
  }).map((hit) => [hit.ref, { score: hit.score, terms: Object.keys(hit.matchData.metadata) }]));

  // The sections with all words, then those with some of them.
  const find = (index, words) => {
    const all = lunr.tokenizer(words).map(String);
    const notable = all.filter((word) => lunr.stopWordFilter(word));
    const lists = (notable.length ? notable : all).map((word) => withWord(index, word));
    const sums = new Map();
    for (const list of lists) {
      for (const [ref, { score, terms }] of list) {
        const sum = sums.get(ref) ?? { id: Number(ref), score: 0, terms: [], words: 0 };
        sums.set(ref, { id: sum.id, score: sum.score + score, terms: [...sum.terms, ...terms], words: sum.words + 1 });
      }
    }
    return [...sums.values()].sort((a, b) => b.words - a.words || b.score - a.score);
  };

  // The text around the first word that was found, with the words marked.
  const excerpt = (text, terms) => {
    // Lunr names stems; the stem of "quality" is "qualiti".
    const stems = terms.map((term) => term.replace(/i$/, "[iy]")).sort((a, b) => b.length - a.length);
    const found = new RegExp("(?<![\\p{L}\\p{N}_])(?:" + stems.join("|") + ")[\\p{L}\\p{N}_]*", "giu");
    const first = Math.max(0, text.search(found));
    let start = Math.max(0, first - AROUND);
    start = start === 0 ? 0 : text.indexOf(" ", start) + 1;
    const part = text.slice(start, first + 2 * AROUND);
    const paragraph = document.createElement("span");
    paragraph.className = "excerpt";
    let at = 0;
    if (start > 0) {
      paragraph.append("… ");
    }
    for (const match of part.matchAll(found)) {
      paragraph.append(part.slice(at, match.index));
      const mark = document.createElement("mark");
      mark.textContent = match[0];
      paragraph.append(mark);
      at = match.index + match[0].length;
    }
    paragraph.append(part.slice(at) + (first + 2 * AROUND < text.length ? " …" : ""));
    return paragraph;
  };

  const show = (found, words) => {
    hits.replaceChildren();
    for (const hit of found.slice(0, MOST_HITS)) {
      const [address, title, heading, text] = window.psfusionSections[hit.id];
      const link = document.createElement("a");
      link.href = root + address;
      const where = document.createElement("strong");
      where.textContent = heading === title ? title : title + " › " + heading;
      link.append(where, excerpt(text, hit.terms));
      hits.append(link);
    }
    const note = document.createElement("p");
    note.setAttribute("role", "status");
    note.textContent = found.length === 0 ? "Nothing found for “" + words + "”."
      : found.length > MOST_HITS ? "The first " + MOST_HITS + " of " + found.length + " places." : found.length + (found.length === 1 ? " place." : " places.");
    hits.append(note);
    hits.hidden = false;
  };

  const search = async () => {
    const words = query.value.trim();
    if (words.length < 2) {
      hits.hidden = true;
      return;
    }
    try {
      const index = await load();
      if (words !== query.value.trim()) {
        return; // more was typed meanwhile
      }
      show(find(index, words), words);
    } catch (e) {
      hits.textContent = String(e.message);
      hits.hidden = false;
    }
  };

  const links = () => [...hits.querySelectorAll("a")];
  const step = (by) => {
    const all = [query, ...links()];
    const at = all.indexOf(document.activeElement);
    all[Math.min(Math.max(at + by, 0), all.length - 1)].focus();
  };

  query.addEventListener("focus", () => load().catch(() => {}), { once: true });
  query.addEventListener("input", search);
  query.addEventListener("focus", () => { if (hits.childElementCount && query.value.trim().length > 1) hits.hidden = false; });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    links()[0]?.click();
  });
  form.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      step(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Escape") {
      hits.hidden = true;
      query.focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target) || event.target.closest("#hits a")) {
      hits.hidden = true;
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      query.focus();
      query.select();
    }
  });
  form.hidden = false;
})();
