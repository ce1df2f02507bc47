// The line one writes in: completions above it, the slots and what is understood below. Safe for input methods.
import { clear, keep, kept } from "./memory.js";
import { conversation, piece } from "./server.js";
import { submit } from "./submit.js";

const line = document.getElementById("line");
const list = document.getElementById("options");
const slots = document.getElementById("slots");
const DRAFT = `draft:${conversation}`;
let options = [];
let chosen = -1;
let asked = 0;
let calm;
let composing = false;

export function fill(text) {
  line.value = text;
  changed();
  line.focus();
  line.setSelectionRange(text.length, text.length);
}

function changed() {
  keep(DRAFT, line.value);
  grow();
  clearTimeout(calm);
  if (!composing) calm = setTimeout(complete, 90);
}

// Where the browser can't size the field by its content.
function grow() {
  line.classList.toggle("command", line.value.trimStart().startsWith("/"));
  if (CSS.supports("field-sizing", "content")) return;
  line.rows = Math.min(line.value.split("\n").length, 6);
}

async function complete() {
  const text = line.value.slice(0, line.selectionStart);
  const mine = ++asked;
  if (!text.trim()) { draw({ options: [], slots: "" }); return; }
  const response = await piece(`/complete?c=${conversation}&line=${encodeURIComponent(text)}`).catch(() => null);
  const answer = response && (await response.json());
  if (answer && mine === asked) draw(answer);
}

function draw(answer) {
  options = answer.options;
  slots.innerHTML = answer.slots;
  list.replaceChildren(...options.map(option));
  choose(-1);
  const open = options.length > 0 && document.activeElement === line;
  list.hidden = !open;
  line.setAttribute("aria-expanded", String(open));
}

function option(each, at) {
  const made = document.createElement("li");
  made.id = `option-${at}`;
  made.role = "option";
  const insert = document.createElement("span");
  insert.className = "insert";
  insert.textContent = each.label;
  const means = document.createElement("span");
  means.className = "means";
  means.textContent = each.means ?? "";
  made.append(insert, means);
  made.addEventListener("pointerdown", (event) => { event.preventDefault(); take(at); });
  return made;
}

function choose(at) {
  chosen = at;
  [...list.children].forEach((each, place) => each.setAttribute("aria-selected", String(place === at)));
  if (at < 0) { line.removeAttribute("aria-activedescendant"); return; }
  line.setAttribute("aria-activedescendant", `option-${at}`);
  list.children[at].scrollIntoView({ block: "nearest" });
}

function take(at) {
  const rest = line.value.slice(line.selectionStart);
  line.value = options[at].line + rest.trimStart();
  line.setSelectionRange(options[at].line.length, options[at].line.length);
  close();
  changed();
}

function close() {
  list.hidden = true;
  line.setAttribute("aria-expanded", "false");
  choose(-1);
}

function send() {
  const text = line.value.trim();
  if (!text) return;
  line.value = "";
  clear(DRAFT);
  clearTimeout(calm);
  asked += 1;
  draw({ options: [], slots: "" });
  grow();
  submit({ line: text }).then((answer) => {
    // A form opened or nothing was stored: what was typed comes back when it was closed without sending.
    if (answer.failed && !line.value) fill(text);
  });
}

// 229 is what a key says while an input method has it.
const inComposition = (event) => composing || event.isComposing || event.keyCode === 229;

function keydown(event) {
  if (inComposition(event)) return;
  const open = !list.hidden;
  if (open && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : -1;
    choose((chosen + step + options.length + (chosen < 0 && step < 0 ? 1 : 0)) % options.length);
  } else if (open && event.key === "Tab" && !event.shiftKey) {
    event.preventDefault();
    take(Math.max(chosen, 0));
  } else if (open && event.key === "Enter" && chosen >= 0) {
    event.preventDefault();
    take(chosen);
  } else if (event.key === "Escape") {
    if (open) { event.preventDefault(); event.stopPropagation(); close(); } else line.blur();
  } else if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    send();
  }
}

export function startComposer() {
  line.addEventListener("input", changed);
  line.addEventListener("compositionstart", () => { composing = true; close(); });
  line.addEventListener("compositionend", () => { composing = false; changed(); });
  line.addEventListener("keydown", keydown);
  line.addEventListener("blur", () => setTimeout(close, 150));
  line.addEventListener("focus", () => line.value && complete());
  document.getElementById("composer").addEventListener("submit", (event) => { event.preventDefault(); send(); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-fill]");
    if (button) fill(button.dataset.fill);
  });
  line.value = kept(DRAFT, "");
  grow();
  if (matchMedia("(min-width: 960px)").matches) line.focus({ preventScroll: true });
}
