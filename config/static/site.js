"use strict";
/* Small conveniences; every page works without them. */

/* "/" goes to the search box. */
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) return;
  const box = document.querySelector("[data-slash]");
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

/* Suggestions drop from the search box: arrows choose, Enter opens, Escape closes. */
function suggest(box) {
  const list = box.parentElement.querySelector(".suggestions");
  const options = () => [...list.querySelectorAll("[role=option]")];
  const current = () => list.querySelector("[aria-selected=true]");
  const choose = (option) => {
    current()?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
  };
  const show = (shown) => {
    list.hidden = !shown;
    box.setAttribute("aria-expanded", String(shown));
    if (!shown) choose(null);
  };
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  show(false);
  list.addEventListener("htmx:afterSwap", () => show(options().length > 0 && document.activeElement === box));
  box.addEventListener("keydown", (event) => {
    const all = options();
    if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if (["ArrowDown", "ArrowUp"].includes(event.key) && all.length) {
      event.preventDefault();
      if (list.hidden) show(true);
      const step = event.key === "ArrowDown" ? 1 : -1;
      const at = all.indexOf(current()) + step;
      choose(at < 0 ? (step < 0 && !current() ? all.at(-1) : null) : all[at] ?? null);
    } else if (event.key === "Enter") {
      const chosen = list.hidden ? null : current();
      show(false);
      if (chosen) {
        event.preventDefault();
        location.assign(chosen.href);
      }
    }
  });
  box.addEventListener("blur", () => setTimeout(() => list.contains(document.activeElement) || show(false), 150));
}

/* A quote is scrolled to the middle of its pane, without moving the page. */
function centre(root) {
  for (const pane of root.querySelectorAll("[data-centre]")) {
    const mark = pane.querySelector("mark");
    if (!mark) continue;
    const top = mark.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
    pane.scrollTop = Math.max(0, top - Math.max(24, (pane.clientHeight - mark.getBoundingClientRect().height) / 2));
  }
}

/* Left and right arrows turn the pages of what has a next and a previous one. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
  if (event.target.closest("input, textarea, select, [contenteditable], .scroll, .pane")) return;
  const rel = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
  if (rel) document.querySelector(`[data-keys] [rel=${rel}]`)?.click();
});

/* Printing needs a script, so the button shows itself only where there is one. */
function printing(root) {
  for (const button of root.querySelectorAll("[data-print]")) button.hidden = false;
}
document.addEventListener("click", (event) => event.target.closest("[data-print]") && print());

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

/* The table of contents follows the scroll: the last turn begun in the upper quarter is current. */
function follow(root) {
  const contents = root.querySelector("[data-follow]");
  if (!contents || "following" in contents.dataset) return;
  contents.dataset.following = "";
  const entries = [...contents.querySelectorAll("a[href^='#']")]
    .map((link) => ({ link, turn: document.getElementById(link.hash.slice(1)) }))
    .filter((entry) => entry.turn);
  let waiting = false;
  const mark = () => {
    waiting = false;
    const atEnd = innerHeight + scrollY >= document.documentElement.scrollHeight - 2;
    const begun = entries.filter(({ turn }) => turn.getBoundingClientRect().top < innerHeight / 4);
    const current = (atEnd ? entries.at(-1) : begun.at(-1))?.link;
    for (const { link } of entries) if (link !== current) link.removeAttribute("aria-current");
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const seen = contents.getBoundingClientRect(), place = current.getBoundingClientRect();
    if (place.top < seen.top) contents.scrollTop += place.top - seen.top - 12;
    if (place.bottom > seen.bottom) contents.scrollTop += place.bottom - seen.bottom + 12;
  };
  const scrolled = () => {
    if (!contents.isConnected) return removeEventListener("scroll", scrolled);
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", scrolled, { passive: true });
  mark();
}

/* Empty fields stay out of the address. A swap replaces the filters too: focus, the phone's sheet and what was
   unfolded stay as they were, and the number of hits is told to who can't see it. */
let kept = null;
document.addEventListener("htmx:configRequest", (event) => {
  const fields = event.detail.parameters;
  for (const name of Object.keys(fields)) if (fields[name] === "") delete fields[name];
});
document.addEventListener("htmx:beforeSwap", (event) => {
  /* Signed out meanwhile: the whole page asks for sign-in, not a part of it. */
  if (event.detail.xhr.responseURL.includes("/accounts/login/")) {
    event.detail.shouldSwap = false;
    location.reload();
  }
  const { name, value, form } = document.activeElement;
  kept = {
    focus: form?.id === "filters" && name ? `#filters [name="${name}"][value="${CSS.escape(value)}"]` : null,
    sheet: document.querySelector("#filters:popover-open")?.scrollTop,
    open: [...document.querySelectorAll("#filters details[open]")].map((details) => details.dataset.facet),
  };
});
/* An error is shown as the page it is. */
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.target.id === "results") location.assign(event.detail.pathInfo.finalRequestPath);
});
document.addEventListener("htmx:afterSwap", (event) => {
  const filters = document.getElementById("filters");
  if (event.target.id === "results" && filters && kept) {
    for (const facet of kept.open) filters.querySelector(`details[data-facet="${facet}"]`)?.setAttribute("open", "");
    if (kept.sheet !== undefined) {
      filters.showPopover();
      filters.scrollTop = kept.sheet;
    }
    if (kept.focus) document.querySelector(kept.focus)?.focus({ preventScroll: true });
    const summary = document.querySelector(".summary");
    if (summary) document.getElementById("said").textContent = summary.querySelector("h1").textContent + " " + (summary.querySelector("p")?.textContent ?? "");
  }
  kept = null;
  follow(document);
});

/* Files dropped on the box are files chosen; how many there are, and how far they have gone up, is told there. */
function bringing(form) {
  const box = form.querySelector("[data-drop]"), input = box.querySelector("input[type=file]");
  const chosen = box.querySelector("[data-chosen]"), gauge = box.querySelector("[data-gauge]");
  const tell = () => {
    if (input.files.length) chosen.textContent = `${input.files.length} ${chosen.dataset.words}`;
  };
  for (const name of ["dragover", "dragleave", "drop"]) {
    box.addEventListener(name, (event) => {
      event.preventDefault();
      box.classList.toggle("over", name === "dragover");
    });
  }
  box.addEventListener("drop", (event) => {
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
  input.addEventListener("change", tell);
  form.addEventListener("htmx:xhr:progress", (event) => {
    if (!event.detail.lengthComputable) return;
    gauge.hidden = false;
    gauge.value = (100 * event.detail.loaded) / event.detail.total;
  });
  /* A refusal is a page like any other. */
  form.addEventListener("htmx:responseError", (event) => {
    const page = new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html");
    const problem = page.querySelector("main .problem");
    form.previousElementSibling?.matches(".problem") && form.previousElementSibling.remove();
    if (problem) form.before(problem);
    gauge.hidden = true;
  });
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("[data-bring]").forEach(bringing);
  document.querySelectorAll("[data-suggest]").forEach(suggest);
  centre(document);
  follow(document);
  printing(document);
});

/* A page that is worked through by keyboard names the key of each button. */
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select")) return;
  document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`)?.click();
});

/* Words selected in the text are the words of the directive to be added. */
document.addEventListener("selectionchange", () => {
  const field = document.querySelector("textarea[data-selection]");
  const words = field && getSelection();
  if (!words || words.isCollapsed || !words.anchorNode.parentElement?.closest(field.dataset.selection)) return;
  field.value = words.toString();
});
