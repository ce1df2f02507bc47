// Forms: a side panel, a sheet from below on a phone. Closing keeps a draft; the dry run moves with the fields.
import { clear, keep, kept } from "./memory.js";
import { conversation, post } from "./server.js";
import { submit } from "./submit.js";

const sheet = document.getElementById("sheet");
const body = document.getElementById("sheet-body");
const DRY_RUN_MS = 350;
let asked;
let calm;

const form = () => body.querySelector("form");
const fields = () => Object.fromEntries(new FormData(form()));
const draft = () => `form:${conversation}:${form().dataset.command}`;

export function openForm(html, made) {
  asked = made;
  const refill = made?.form ? null : true;
  body.innerHTML = html;
  if (refill) fill(kept(draft(), {}));
  if (!sheet.open) sheet.showModal();
  first()?.focus();
}

// A draft fills only what the command itself left open.
function fill(draftFields) {
  for (const [name, value] of Object.entries(draftFields)) {
    const named = form().elements[name];
    if (!named || !value) continue;
    if (named instanceof RadioNodeList) { if (!named.value) named.value = value; } else if (!named.value) named.value = value;
  }
}

function first() {
  const wrong = body.querySelector('.wrong :is(input, select, textarea)');
  const open = [...body.querySelectorAll(".field :is(input, select, textarea)")].find((each) =>
    each.type === "radio" ? !form().elements[each.name].value : !each.value);
  return wrong ?? open ?? body.querySelector(".field :is(input, select, textarea)");
}

function changed() {
  keep(draft(), fields());
  clearTimeout(calm);
  calm = setTimeout(dryRun, DRY_RUN_MS);
}

async function dryRun() {
  const here = form();
  if (!here) return;
  const now = await post("/preview", { conversation, form: { command: here.dataset.command, fields: fields() } }).catch(() => null);
  if (!now || form() !== here) return;
  if (now.form) arrange(here, now.form);
  here.querySelector(".preview").innerHTML = now.preview;
  for (const field of here.querySelectorAll(".field")) {
    const typing = field.contains(document.activeElement) && document.activeElement.type !== "radio";
    say(field, typing ? "" : now.errors[field.dataset.field] ?? "");
  }
}

// Fields come and go and change their choices with what is filled in; what was chosen stays, and the cursor too.
function arrange(here, html) {
  const fresh = document.createElement("template");
  fresh.innerHTML = html;
  const wanted = [...fresh.content.querySelectorAll(".field")];
  const names = wanted.map((field) => field.dataset.field);
  for (const old of here.querySelectorAll(".field")) if (!names.includes(old.dataset.field)) old.remove();
  wanted.reduce((above, field) => {
    const there = here.querySelector(`.field[data-field="${field.dataset.field}"]`);
    if (!there) above.after(field);
    else if (choices(there) !== choices(field)) exchange(here, there, field);
    return here.querySelector(`.field[data-field="${field.dataset.field}"]`);
  }, here.querySelector(".form-title"));
  here.querySelector('[type="submit"]').innerHTML = fresh.content.querySelector('[type="submit"]').innerHTML;
}

const choices = (field) => [...field.querySelectorAll("option, .choice")].map((each) => each.textContent).join("\n");

function exchange(here, there, field) {
  const name = there.dataset.field;
  const value = here.elements[name]?.value;
  const held = there.contains(document.activeElement);
  there.replaceWith(field);
  if (value) here.elements[name].value = value;
  if (held) (field.querySelector(":checked") ?? field.querySelector("input, select"))?.focus();
}

function say(field, html) {
  field.classList.toggle("wrong", Boolean(html));
  let error = field.querySelector(".error");
  if (!html) { error?.remove(); return; }
  if (!error) {
    error = document.createElement("p");
    error.className = "error";
    field.append(error);
  }
  error.innerHTML = html;
}

async function send(event) {
  event.preventDefault();
  const here = form();
  const button = here.querySelector('[type="submit"]');
  if (button.disabled) return;
  button.disabled = true;
  const answer = await submit({ form: { command: here.dataset.command, fields: fields() } });
  button.disabled = false;
  if (answer.form || answer.failed) return;
  clear(draft());
  body.replaceChildren();
  sheet.close();
  document.dispatchEvent(new CustomEvent("form-sent", { detail: asked }));
}

export function startSheet() {
  body.addEventListener("input", changed);
  body.addEventListener("change", changed);
  body.addEventListener("submit", send);
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    if (event.target instanceof HTMLDialogElement) {
      const box = event.target.getBoundingClientRect();
      const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
      if (!inside) event.target.close();
    }
  });
}
