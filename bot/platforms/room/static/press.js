// A button is a command line. Pressed, it says "…" after 300 ms and the others rest; a second press does nothing.
import { words } from "./server.js";
import { submit } from "./submit.js";

const ask = document.getElementById("ask");
const yes = document.getElementById("ask-yes");

function confirmed(button) {
  document.getElementById("ask-words").textContent = button.dataset.ask;
  yes.textContent = button.textContent.trim();
  ask.showModal();
  return new Promise((done) => {
    const end = (answer) => () => { ask.close(); done(answer); };
    yes.onclick = end(true);
    document.getElementById("ask-no").onclick = end(false);
    ask.oncancel = () => done(false);
  });
}

export async function press(button) {
  const card = button.closest(".message, .panel, .turns, dialog") ?? document.body;
  if (card.classList.contains("resting")) return;
  if (button.dataset.ask && !(await confirmed(button))) return;
  card.classList.add("resting");
  button.classList.add("waits");
  const label = [...button.childNodes];
  const slow = setTimeout(() => button.replaceChildren(words.dots), 300);
  const message = Number(button.closest(".message[data-id]")?.dataset.id) || null;
  await submit({ line: button.dataset.command, pressed: true, message });
  clearTimeout(slow);
  if (button.textContent === words.dots) button.replaceChildren(...label);
  button.classList.remove("waits");
  card.classList.remove("resting");
  button.closest("details")?.removeAttribute("open");
}

export function startPress() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button[data-command]");
    if (button) { press(button); return; }
    const row = event.target.closest("tr[data-press]");
    const inside = row?.querySelector("button[data-command]");
    if (inside && !window.getSelection()?.toString()) press(inside);
  });
}
