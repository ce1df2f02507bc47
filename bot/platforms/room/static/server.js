// Talking with the server: every submit has an id of its own, so that a retry happens once.
import { clear, keep, kept } from "./memory.js";

export const page = document.body.dataset;
export const conversation = Number(page.conversation);
export const words = Object.fromEntries(
  [...(document.getElementById("words")?.content.querySelectorAll("[data-name]") ?? [])].map((span) => [
    span.dataset.name,
    span.textContent,
  ]),
);

export const delivery = () =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((b) => b.toString(16).padStart(2, "0")).join("");

export class Gone extends Error {}

export async function post(path, body) {
  const response = await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (response.status === 403) throw new Gone(await response.text());
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

export async function piece(path) {
  const response = await fetch(path, { headers: { Accept: "text/html" } });
  if (!response.ok) throw new Error(String(response.status));
  return response;
}

// What could not be sent waits in the order it was typed, and goes once.
const QUEUE = "waiting";
let going = false;

export const waiting = () => kept(QUEUE, []);

export function queue(submit) {
  keep(QUEUE, [...waiting(), submit]);
}

export async function flush(done) {
  if (going) return;
  going = true;
  try {
    for (let first = waiting()[0]; first; first = waiting()[0]) {
      let answer;
      try {
        answer = await post("/say", first);
      } catch (error) {
        if (error instanceof TypeError) return;
        answer = { failed: error.message, gone: error instanceof Gone };
      }
      keep(QUEUE, waiting().filter((each) => each.delivery !== first.delivery));
      done(first, answer);
    }
    clear(QUEUE);
  } finally {
    going = false;
  }
}
