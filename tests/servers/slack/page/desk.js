// The page of the desk: what the chosen person's client shows, and the verbs of the drivers.
import { drawBlocks, text } from "/desk/blocks.js";
import { drawModal } from "/desk/modal.js";

const by = (id) => document.getElementById(id);
let screen, place = location.hash.slice(1), thread = "", drawn = "", person = localStorage.person || "";

export async function act(name, given = {}) {
  const answer = await fetch("/desk/do", {
    method: "POST",
    body: JSON.stringify({ act: name, person: screen.me, ...given }),
  });
  const { trouble, result } = await answer.json();
  by("trouble").textContent = trouble || "";
  await refresh();
  return result;
}

async function refresh() {
  const answer = await fetch(`/desk/state?person=${encodeURIComponent(person)}`);
  const found = await answer.text();
  if (found === drawn) return;
  drawn = found;
  screen = JSON.parse(found);
  draw();
}

function draw() {
  by("who").replaceChildren(...screen.people.map((p) => new Option(p.real, p.name, false, p.name === screen.me)));
  const channels = screen.channels;
  if (place !== "home" && !channels.some((c) => c.id === place)) place = channels[0]?.id || "home";
  by("places").replaceChildren(...[...channels.map(named), { id: "home", label: "⌂ Home" }].map(placeButton));
  by("everywhere").replaceChildren(...screen.shortcuts.filter((s) => s.type === "global").map((s) =>
    button(`⚡ ${s.name}`, () => act("shortcut", { name: s.callback_id }))));
  by("environment").textContent = Object.entries(screen.environment).map(([k, v]) => `${k}=${v}`).join("\n")
    + `\n\n# deliveries go ${screen.request_url ? `to ${screen.request_url}` : `by Socket Mode (${screen.sockets})`}`;
  by("count").textContent = screen.complaints.length || "";
  by("complaints").replaceChildren(...screen.complaints.map((c) => element("li", c)));
  by("commands").replaceChildren(...screen.commands.map((c) => new Option(c)));
  drawPlace();
  drawModal(by("modal"), screen, act);
}

function drawPlace() {
  const channel = screen.channels.find((c) => c.id === place);
  by("place").textContent = channel ? named(channel).label : "Home";
  by("invite").hidden = !channel || channel.bot;
  by("composer").hidden = !channel;
  by("thread").textContent = thread ? "In the thread; empty line leaves it." : "";
  const box = by("messages");
  const low = box.scrollHeight - box.scrollTop - box.clientHeight < 60;
  box.replaceChildren(...(channel ? inOrder(channel.messages).map(message) : home()));
  if (low) box.scrollTop = box.scrollHeight;
}

function home() {
  if (!screen.home) return [element("p", "The bot has published no Home yet.")];
  const where = { view: screen.home.id };
  return drawBlocks(screen.home.blocks, screen.names, (b, e, option) => press(where, b, e, option));
}

// Replies stand under their parent.
function inOrder(messages) {
  const roots = messages.filter((m) => !m.thread_ts || m.thread_ts === m.ts || !messages.some((o) => o.ts === m.thread_ts));
  return roots.flatMap((root) => [root, ...messages.filter((m) => m !== root && m.thread_ts === root.ts)]);
}

function message(m) {
  const article = document.createElement("article");
  if (m.thread_ts && m.thread_ts !== m.ts) article.className = "reply";
  if (m.ephemeral) article.classList.add("whisper");
  const time = element("time", new Date(m.ts * 1000).toLocaleTimeString());
  const head = element("div", "");
  head.append(Object.assign(element("span", m.by), { className: "by" }), time, m.edited ? " (edited)" : "");
  article.append(head);
  if (m.blocks) article.append(...drawBlocks(m.blocks, screen.names, (b, e, o) => press({ ts: m.ts }, b, e, o)));
  else article.append(text({ type: "mrkdwn", text: m.text }, screen.names));
  for (const file of m.files || []) article.append(element("p", `📎 ${file.title || file.name}`));
  article.append(foot(m));
  return article;
}

function foot(m) {
  const footer = document.createElement("footer");
  if (m.ephemeral) return Object.assign(footer, { textContent: "Only you see this." });
  for (const reaction of m.reactions || []) footer.append(`:${reaction.name}: ${reaction.count} `);
  const offer = (label, work) => footer.append(button(label, work));
  offer("Reply", () => { thread = m.thread_ts || m.ts; drawPlace(); by("line").focus(); });
  for (const emoji of ["eyes", "trophy"]) offer(`:${emoji}:`, () => act("reacts", { emoji, ts: m.ts }));
  if (m.user === screen.mine) {
    offer("Edit", () => {
      const words = prompt("The message", m.text);
      if (words !== null) act("edits", { ts: m.ts, text: words });
    });
    offer("Delete", () => act("deletes", { ts: m.ts }));
  }
  for (const s of screen.shortcuts.filter((s) => s.type === "message"))
    offer(s.name, () => act("shortcut", { name: s.callback_id, ts: m.ts }));
  return footer;
}

function press(where, block, control, option) {
  const dialog = control.confirm;
  if (dialog && !confirm(`${dialog.title.text}\n\n${dialog.text.text}`)) return;
  act("acts", { ...where, block: block.block_id, action: control.action_id, option });
}

const named = (c) => ({ id: c.id, label: `${c.kind === "im" ? "●" : c.kind === "group" ? "🔒" : "#"} ${c.name}` });

function placeButton({ id, label }) {
  const made = button(label, () => {
    place = location.hash = id;
    thread = "";
    id === "home" ? act("opens_home") : 0;
    draw();
  });
  if (id === place) made.setAttribute("aria-current", "page");
  return made;
}

function button(label, work) {
  const made = Object.assign(document.createElement("button"), { textContent: label, type: "button" });
  made.addEventListener("click", work);
  return made;
}

function element(tag, words) {
  return Object.assign(document.createElement(tag), { textContent: words });
}

by("composer").addEventListener("submit", (event) => {
  event.preventDefault();
  const line = by("line").value;
  by("line").value = "";
  if (!line) { thread = ""; drawPlace(); return; }
  act("types", { text: line, channel: place, thread });
});
by("who").addEventListener("change", (event) => {
  localStorage.person = person = event.target.value;
  thread = "";
  refresh();
});
by("modal").addEventListener("cancel", (event) => { event.preventDefault(); act("closes"); });
by("invite").addEventListener("click", () => act("invites_bot", { name: place }));
by("new-channel").addEventListener("click", () => {
  const name = prompt("Its name");
  if (name) act("channel", { name });
});
await refresh();
setInterval(refresh, 700);
