// The board beside the room: drawn again when something moved; rows glide once, the figure that changed is fresh.
import { conversation, piece } from "./server.js";

const GLIDE_MS = 240;
const FRESH_MS = 6000;
const account = document.getElementById("score-of");
const still = matchMedia("(prefers-reduced-motion: reduce)");
let tabs = [];
let calm;
let busy = false;

const standings = () => document.querySelector('#standings [aria-selected="true"]').dataset.standings;

export function refreshBoard() {
  clearTimeout(calm);
  calm = setTimeout(() => draw(true), 400);
}

async function draw(moves) {
  if (busy) { refreshBoard(); return; }
  busy = true;
  try {
    const response = await piece(`/pieces/board?standings=${standings()}&account=${account.value}&c=${conversation}`);
    const drawn = await response.json();
    for (const [name, html] of Object.entries(drawn)) put(document.getElementById(`${name}-body`), html, moves);
  } catch {
    // not connected: what stands there stays
  } finally {
    busy = false;
  }
}

function put(body, html, moves) {
  const made = document.createElement("template");
  made.innerHTML = html;
  if (made.innerHTML === body.dataset.drawn || same(body, made.content)) return;
  const before = places(body);
  const focus = body.contains(document.activeElement) ? document.activeElement.dataset.command : null;
  body.replaceChildren(made.content);
  if (focus) body.querySelector(`[data-command="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
  if (moves) glide(body, before);
}

const same = (body, content) => body.innerHTML.replace(/\s+/g, " ").trim() === string(content).replace(/\s+/g, " ").trim();
const string = (content) => {
  const holder = document.createElement("div");
  holder.append(content.cloneNode(true));
  return holder.innerHTML;
};
const keyOf = (row) => row.dataset.press ?? row.textContent;

function places(body) {
  const rows = [...body.querySelectorAll("tbody tr")];
  const lines = new Set([...body.querySelectorAll(".line, .bar-figure")].map((each) => each.textContent.trim()));
  return { rows: new Map(rows.map((row) => [keyOf(row), { top: row.offsetTop, cells: [...row.cells].map((cell) => cell.textContent.trim()) }])), lines };
}

function glide(body, before) {
  for (const row of body.querySelectorAll("tbody tr")) {
    const was = before.rows.get(keyOf(row));
    if (!was) continue;
    [...row.cells].forEach((cell, at) => cell.textContent.trim() !== was.cells[at] && fresh(cell));
    const shift = was.top - row.offsetTop;
    if (shift && !still.matches) row.animate([{ translate: `0 ${shift}px` }, { translate: "0 0" }], { duration: GLIDE_MS, easing: "ease-out" });
  }
  if (before.lines.size === 0) return;
  for (const each of body.querySelectorAll(".line, .bar-figure")) if (!before.lines.has(each.textContent.trim())) fresh(each);
}

function fresh(element) {
  element.classList.add("fresh");
  setTimeout(() => element.classList.remove("fresh"), FRESH_MS);
}

function select(tab) {
  for (const each of tabs) {
    each.setAttribute("aria-selected", String(each === tab));
    each.tabIndex = each === tab ? 0 : -1;
  }
  document.getElementById("standings-body").setAttribute("aria-labelledby", tab.id);
  draw(false);
}

export function startBoard() {
  tabs = [...document.querySelectorAll("#standings [role=tab]")];
  for (const tab of tabs) {
    tab.addEventListener("click", () => select(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
      next.focus();
      select(next);
    });
  }
  account.addEventListener("change", () => draw(false));
  setInterval(() => document.visibilityState === "visible" && draw(true), 60000);
}
