// The conversation: messages arrive at their place, edited cards keep theirs, nothing jumps.
import { conversation, piece, post, words } from "./server.js";

const log = document.getElementById("log");
const scroll = document.getElementById("scroll");
const pill = document.getElementById("pill");
const spoken = document.getElementById("spoken");
const alarm = document.getElementById("alarm");
const FRESH_MS = 6000;
const TOGETHER_MS = 5 * 60 * 1000;
const unseen = new Set();
let newBelow = 0;
let seenUntil = 0;
let all = false;
let expected = 0;

export const atEnd = () => scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 48;
export const toEnd = () => { scroll.scrollTop = scroll.scrollHeight; };

const box = (element) => element.getBoundingClientRect();

const fragment = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
};

export function show(message) {
  if (message.conversation !== conversation) return;
  const there = document.getElementById(`m${message.id}`);
  if (there) {
    if (Number(there.dataset.version) < message.version) replace(there, message);
    return;
  }
  const follow = atEnd();
  append(message);
  const answer = Date.now() < expected && document.getElementById(`m${message.id}`).classList.contains("only-you");
  if (message.mine || follow || answer) toNews(document.getElementById(`m${message.id}`));
  else if (!message.mine) count(1);
  if (message.rings) alarm.textContent = message.spoken;
}

// To the end; a message taller than the window is read from its first line.
function toNews(made) {
  if (made.offsetHeight <= scroll.clientHeight) toEnd();
  else scroll.scrollTop += box(made).top - box(scroll).top;
}

function append(message) {
  document.getElementById("empty")?.remove();
  const made = fragment(message.html).querySelector(".message");
  const after = [...log.querySelectorAll(".message[data-id]")].filter((each) => Number(each.dataset.id) < message.id).at(-1);
  const last = after ?? null;
  made.classList.toggle("follows", follows(made, last));
  if (last && last.dataset.day !== made.dataset.day) {
    const day = document.createElement("div");
    day.className = "rule day";
    day.textContent = made.dataset.day;
    last.after(day, made);
  } else if (last) last.after(made);
  else log.querySelector(".message") ? log.querySelector(".message").before(made) : log.append(made);
  log.querySelectorAll(".sending").forEach((each) => log.append(each));
}

function follows(made, last) {
  if (!last || last.dataset.by !== made.dataset.by) return false;
  return Date.parse(made.dataset.at) - Date.parse(last.dataset.at) < TOGETHER_MS;
}

function replace(there, message) {
  const made = fragment(message.html).querySelector(".message");
  made.classList.toggle("follows", there.classList.contains("follows"));
  made.classList.add("edited");
  const height = there.offsetHeight;
  const above = box(there).bottom < box(scroll).top;
  const changed = markChanged(there, made);
  const focus = focusIn(there);
  there.replaceWith(made);
  if (above) scroll.scrollTop += made.offsetHeight - height;
  if (focus !== null) restore(made, focus);
  if (!changed) return;
  spoken.textContent = message.spoken;
  if (message.rings) alarm.textContent = message.spoken;
  watch.observe(made);
  if (below(made)) {
    unseen.add(made.id);
    drawPill();
  }
}

// The lines that are not there word for word in the old card stand on fresh ground.
function markChanged(there, made) {
  const before = new Set([...there.querySelectorAll(".line, td, .buttons button")].map((each) => each.textContent.trim()));
  const changed = [...made.querySelectorAll(".line, td")].filter((each) => !before.has(each.textContent.trim()));
  for (const each of changed) {
    each.classList.add("fresh");
    setTimeout(() => each.classList.remove("fresh"), FRESH_MS);
  }
  return changed.length > 0;
}

function focusIn(there) {
  if (!there.contains(document.activeElement)) return null;
  return document.activeElement.dataset.command ?? "";
}

// On the same button where the new card still has it, else on line 1.
function restore(made, command) {
  const same = command && made.querySelector(`[data-command="${CSS.escape(command)}"]`);
  (same || made).focus({ preventScroll: true });
}

const below = (article) => box(article).top > box(scroll).bottom;

const watch = new IntersectionObserver((entries) => {
  for (const entry of entries) {
    if (!entry.isIntersecting) continue;
    unseen.delete(entry.target.id);
    drawPill();
    const article = entry.target;
    watch.unobserve(article);
    setTimeout(() => article.classList.remove("edited"), 20000);
  }
}, { root: scroll });

function count(more) {
  newBelow += more;
  drawPill();
}

function drawPill() {
  const number = newBelow || unseen.size;
  const text = newBelow ? words.new_below : words.changes_below;
  pill.textContent = text.replace("<n>", number);
  pill.hidden = number === 0;
}

export function rule(text) {
  const made = document.createElement("div");
  made.className = "rule";
  made.textContent = text;
  log.append(made);
}

// The answer to what one has just done is worth a move, wherever one had scrolled to.
const ANSWER_MS = 4000;
export const expect = () => { expected = Date.now() + ANSWER_MS; };

// A line on its way, until its message is there.
export function sending(submit) {
  if (submit.pressed || submit.form || submit.conversation !== conversation) return;
  const made = document.createElement("article");
  made.className = "message said-by mine sending";
  made.id = `s${submit.delivery}`;
  const line = document.createElement("p");
  line.className = submit.line.startsWith("/") ? "typed command" : "typed";
  line.textContent = submit.line;
  const state = document.createElement("span");
  state.className = "state";
  state.textContent = words.sending;
  made.append(line, state);
  log.append(made);
  toEnd();
}

export function sent(submit) {
  document.getElementById(`s${submit.delivery}`)?.remove();
}

export function note(html, text = "") {
  const made = document.createElement("article");
  made.className = "message bot only-you";
  const card = document.createElement("div");
  card.className = "card";
  if (html) card.innerHTML = html;
  else card.textContent = text;
  made.append(card);
  log.append(made);
  toEnd();
}

function read() {
  const last = [...log.querySelectorAll(".message[data-id]")].at(-1);
  const id = last ? Number(last.dataset.id) : 0;
  if (document.visibilityState !== "visible" || !atEnd() || id <= seenUntil) return;
  seenUntil = id;
  post("/seen", { conversation, message: id }).catch(() => {});
}

async function earlier() {
  const first = log.querySelector(".message[data-id]");
  if (!first || all || scroll.scrollTop > 120) return;
  all = true;
  const response = await piece(`/c/${conversation}/earlier?before=${first.dataset.id}`).catch(() => null);
  if (!response) { all = false; return; }
  const more = fragment(await response.text());
  const height = scroll.scrollHeight;
  const some = more.childElementCount > 0;
  const heading = first.previousElementSibling;
  const goesOn = [...more.querySelectorAll(".message")].at(-1)?.dataset.day === first.dataset.day;
  if (goesOn && heading?.matches(".rule.day")) heading.remove();
  log.prepend(more);
  scroll.scrollTop += scroll.scrollHeight - height;
  all = !some;
}

export function startLog() {
  toEnd();
  pill.addEventListener("click", () => {
    if (newBelow) toEnd();
    else document.getElementById([...unseen][0])?.scrollIntoView({ block: "center" });
    newBelow = 0;
    drawPill();
  });
  let calm;
  scroll.addEventListener("scroll", () => {
    clearTimeout(calm);
    calm = setTimeout(() => {
      if (atEnd()) newBelow = 0;
      drawPill();
      read();
      earlier();
    }, 120);
  }, { passive: true });
  document.addEventListener("visibilitychange", read);
  new MutationObserver(() => setTimeout(read, 200)).observe(log, { childList: true });
  setTimeout(read, 400);
}

