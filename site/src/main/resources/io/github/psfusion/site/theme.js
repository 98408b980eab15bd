// Before the page is drawn: the theme that the reader chose last, else that of the system.
"use strict";
try {
  const chosen = localStorage.getItem("psfusion-theme");
  if (chosen === "dark" || chosen === "light") {
    document.documentElement.dataset.theme = chosen;
  }
} catch (e) {
  // Some browsers keep nothing for pages that are opened from a disk.
}
