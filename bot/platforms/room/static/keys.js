// Keys (voice.md 5.3). Single keys can be switched off, and never act while one types.
import { keep, kept } from "./memory.js";
import { drawer, tab } from "./shell.js";

const line = document.getElementById("line");
const keys = document.getElementById("keys");
const find = document.getElementById("find");
const findLine = document.getElementById("find-line");
const findList = document.getElementById("find-list");
const on = document.getElementById("keys-on");
let went = false;

const typing = (target) => target.closest?.("input, textarea, select, [contenteditable]");

function message(step) {
  const all = [...document.querySelectorAll(".message[data-id]")];
  const at = all.indexOf(document.activeElement?.closest?.(".message"));
  const next = at < 0 ? all.at(-1) : all[Math.min(Math.max(at + step, 0), all.length - 1)];
  next?.focus();
}

function board() {
  tab("board");
  if (matchMedia("(max-width: 959px)").matches) drawer(!document.body.classList.contains("drawer"));
  else document.querySelector('#standings [aria-selected="true"]').focus();
}

const go = {
  c: () => document.querySelector("#channels a")?.focus(),
  d: () => document.querySelector("#direct a")?.focus(),
  r: () => document.querySelector("#requests button, #requests a, #requests")?.focus(),
};

const single = {
  "/": () => { tab("talk"); line.focus(); if (!line.value) { line.value = "/"; line.dispatchEvent(new Event("input")); } },
  j: () => message(1),
  k: () => message(-1),
  b: board,
  g: () => { went = true; setTimeout(() => { went = false; }, 1200); },
  "?": () => keys.showModal(),
};

function keydown(event) {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") { event.preventDefault(); openFind(); return; }
  if (event.key === "Escape") { drawer(false); return; }
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "Enter" && event.target.matches(".message")) { event.target.querySelector("button")?.focus(); event.preventDefault(); return; }
  if (!on.checked) return;
  const act = went ? go[event.key] : single[event.key];
  if (!act) return;
  went = false;
  event.preventDefault();
  act();
}

function openFind() {
  findLine.value = "";
  list();
  find.showModal();
  findLine.focus();
}

function list() {
  const wanted = findLine.value.trim().toLowerCase();
  const places = [...document.querySelectorAll("#channels a, #direct a")].filter((each) => each.textContent.toLowerCase().includes(wanted));
  findList.replaceChildren(...places.map((each, at) => {
    const made = document.createElement("li");
    const link = document.createElement("a");
    link.href = each.href;
    link.textContent = each.querySelector(".place").textContent;
    link.classList.toggle("chosen", at === 0);
    made.append(link);
    return made;
  }));
}

export function startKeys() {
  on.checked = kept("keys", true, localStorage);
  on.addEventListener("change", () => keep("keys", on.checked, localStorage));
  document.addEventListener("keydown", keydown);
  findLine.addEventListener("input", list);
  findLine.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing && event.keyCode !== 229) findList.querySelector("a")?.click();
  });
}
