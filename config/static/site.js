"use strict";
/* Small conveniences; every page works without them. */

/* "/" goes to the search box. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("main .hero input[name=q]") || document.querySelector("[data-slash]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

/* A quote is scrolled to the middle of its pane, without moving the page. */
function centre(root) {
  for (const pane of root.querySelectorAll("[data-centre]")) {
    const mark = pane.querySelector("mark");
    if (!mark) continue;
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = Math.max(0, top - Math.max(24, (pane.clientHeight - mark.getBoundingClientRect().height) / 2));
  }
}

/* Copies the text that data-copy points at and says so. */
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const source = document.querySelector(button.dataset.copy);
  try {
    await navigator.clipboard.writeText(source.textContent);
    button.textContent = button.dataset.copied;
  } catch {
    getSelection().selectAllChildren(source);
  }
});

/* The table of contents follows the scroll. */
function follow(root) {
  const contents = root.querySelector("[data-follow]");
  if (!contents || !("IntersectionObserver" in window)) return;
  const links = new Map();
  for (const link of contents.querySelectorAll("a[href^='#']")) links.set(link.hash.slice(1), link);
  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      const link = links.get(entry.target.id);
      if (!link || !entry.isIntersecting) continue;
      for (const other of links.values()) other.removeAttribute("aria-current");
      link.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "0px 0px -70% 0px" });
  for (const id of links.keys()) {
    const turn = document.getElementById(id);
    if (turn) seen.observe(turn);
  }
}

/* Empty fields stay out of the address; the phone's sheet stays open while filters are chosen. */
let sheetOpen = false;
document.addEventListener("htmx:configRequest", (event) => {
  const fields = event.detail.parameters;
  for (const name of Object.keys(fields)) if (fields[name] === "") delete fields[name];
});
document.addEventListener("htmx:beforeSwap", () => {
  sheetOpen = Boolean(document.querySelector("#filters:popover-open"));
});
document.addEventListener("htmx:afterSwap", () => {
  if (sheetOpen) document.getElementById("filters")?.showPopover();
});

document.addEventListener("DOMContentLoaded", () => {
  centre(document);
  follow(document);
});
