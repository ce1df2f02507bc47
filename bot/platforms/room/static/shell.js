// Around the conversation: the side bar, the tabs of a phone, the drawer, menus that close.
import { keep, kept } from "./memory.js";
import { conversation, piece } from "./server.js";

const side = document.getElementById("side");
let calm;

export function refreshSide() {
  clearTimeout(calm);
  calm = setTimeout(async () => {
    const response = await piece(`/pieces/side?c=${conversation}`).catch(() => null);
    if (!response) return;
    const html = await response.text();
    const focus = side.contains(document.activeElement) ? document.activeElement.textContent : null;
    side.innerHTML = html;
    if (focus) [...side.querySelectorAll("a, button")].find((each) => each.textContent === focus)?.focus({ preventScroll: true });
    countTurns();
  }, 300);
}

function countTurns() {
  const number = side.querySelectorAll(".turn").length;
  const tab = document.querySelector('.tabs [data-tab="mine"]');
  tab.querySelector(".count")?.remove();
  if (!number) return;
  const count = document.createElement("span");
  count.className = "count";
  count.textContent = number;
  tab.append(count);
}

export function tab(name) {
  document.body.dataset.tab = name;
  for (const each of document.querySelectorAll(".tabs button")) {
    if (each.dataset.tab === name) each.setAttribute("aria-current", "page");
    else each.removeAttribute("aria-current");
  }
}

export function drawer(open) {
  document.body.classList.toggle("drawer", open);
  if (open) document.getElementById("close-drawer").focus();
}

export function startShell() {
  for (const each of document.querySelectorAll(".tabs button")) each.addEventListener("click", () => tab(each.dataset.tab));
  document.getElementById("close-drawer").addEventListener("click", () => drawer(false));
  document.getElementById("open-drawer")?.addEventListener("click", () => drawer(true));
  // A press on what waits for me, or on the board, answers in the conversation: show it on a phone.
  document.addEventListener("click", (event) => {
    const menu = event.target.closest("details");
    for (const each of document.querySelectorAll("details[open]")) if (each !== menu && each.matches(".pick, .more")) each.open = false;
    if (event.target.closest(".side [data-command], .board [data-command], .board tr[data-press]")) tab("talk");
  });
  document.addEventListener("keydown", (event) => {
    const open = event.key === "Escape" && event.target.closest?.("details[open]");
    if (!open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  const tries = document.getElementById("tries");
  if (tries && kept("no-tries", false, localStorage)) tries.hidden = true;
  document.getElementById("tries-off")?.addEventListener("click", () => { tries.hidden = true; keep("no-tries", true, localStorage); });
}
