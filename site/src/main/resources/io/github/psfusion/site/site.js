// Theme, menu on small screens, anchors of headings and copying of commands.
"use strict";
(() => {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const button = document.getElementById("theme");
  const isDark = () => (root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const label = () => {
    button.textContent = isDark() ? "☀" : "☾";
    button.title = isDark() ? "Light theme" : "Dark theme";
    button.setAttribute("aria-label", button.title);
  };
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    try {
      localStorage.setItem("psfusion-theme", root.dataset.theme);
    } catch (e) {
      // The theme holds for this page alone then.
    }
    label();
  });
  dark.addEventListener("change", label);
  label();
  button.hidden = false;

  // The menu is open beside the text and closed above it; so are the contents of the page.
  const fold = (details, beside) => {
    if (details) {
      const follow = () => { details.open = beside.matches; };
      beside.addEventListener("change", follow);
      follow();
    }
  };
  fold(document.querySelector("details.menu"), matchMedia("(min-width: 56rem)"));
  fold(document.querySelector(".contents details"), matchMedia("(min-width: 80rem)"));
  const current = document.querySelector(".menu [aria-current]");
  const menu = document.querySelector(".menu");
  if (current && menu && getComputedStyle(menu).position === "sticky") {
    menu.scrollTop = current.offsetTop - menu.clientHeight / 2;
  }

  for (const heading of document.querySelectorAll("article :is(h2, h3, h4)[id]")) {
    const link = document.createElement("a");
    link.className = "anchor";
    link.href = "#" + heading.id;
    link.textContent = "#";
    link.setAttribute("aria-label", "Link to " + heading.textContent);
    heading.append(link);
  }

  if (navigator.clipboard) {
    for (const code of document.querySelectorAll("article pre:not(.help) > code")) {
      const copy = document.createElement("button");
      copy.type = "button";
      copy.className = "copy";
      copy.textContent = "Copy";
      copy.addEventListener("click", async () => {
        // Of a session at a terminal the commands alone, with the lines on which they continue.
        const commands = code.textContent.match(/^\$ .*(?:(?<=\\)\n.*)*/gm);
        await navigator.clipboard.writeText(commands ? commands.map((line) => line.slice(2) + "\n").join("") : code.textContent);
        copy.textContent = "Copied";
        setTimeout(() => { copy.textContent = "Copy"; }, 1500);
      });
      const frame = document.createElement("div");
      frame.className = "code";
      code.parentNode.replaceWith(frame);
      frame.append(code.parentNode, copy);
    }
  }

  // The heading that is being read, in the contents of the page.
  const links = new Map([...document.querySelectorAll(".contents a")].map((link) => [link.hash.slice(1), link]));
  const headings = [...document.querySelectorAll("article :is(h2, h3)[id]")];
  if (links.size) {
    const mark = () => {
      const above = headings.filter((heading) => heading.getBoundingClientRect().top < 120).pop() ?? headings[0];
      for (const [id, link] of links) {
        link.classList.toggle("read", id === above.id);
      }
    };
    addEventListener("scroll", mark, { passive: true });
    mark();
  }
})();
