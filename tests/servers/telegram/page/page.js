"use strict";
const $ = (id) => document.getElementById(id);
const at = { me: sessionStorage.me || "", chat: sessionStorage.chat || "", answers: null, edits: null, drawn: "", toasts: null };

const make = (tag, words, more = {}) => Object.assign(document.createElement(tag), { textContent: words }, more);

async function act(name, given = {}) {
  const body = JSON.stringify({ act: name, as: at.me, chat: at.chat, ...given });
  const answer = await fetch("act", { method: "POST", headers: { "Content-Type": "application/json" }, body });
  const { trouble } = await answer.json();
  if (trouble) say(trouble);
  await look();
}

function say(words) {
  $("toast").textContent = words;
  $("toast").hidden = false;
  clearTimeout(say.ends);
  say.ends = setTimeout(() => { $("toast").hidden = true; }, 3000);
}

async function look() {
  const state = await (await fetch(`state?as=${encodeURIComponent(at.me)}&chat=${encodeURIComponent(at.chat)}`)).json();
  at.me = state.me.handle || state.people[0].handle;
  at.chat = state.chat.id;
  Object.assign(sessionStorage, { me: at.me, chat: at.chat });
  if (at.toasts !== null && state.toasts > at.toasts) say(state.toast);
  at.toasts = state.toasts;
  const seen = JSON.stringify(state);
  if (seen === at.drawn) return;
  at.drawn = seen;
  draw(state);
}

function draw(state) {
  $("people").replaceChildren(...state.people.map((each) => make("option", each.name, { value: each.handle, selected: each.handle === at.me })));
  $("chats").replaceChildren(...state.chats.map(chatButton));
  $("title").textContent = state.chat.title;
  $("about").textContent = state.chat.kind === "private" ? (state.chat.blocked ? "blocked" : "bot") : `${state.chat.kind}, ${state.chat.members} people`;
  $("chat-acts").replaceChildren(...chatActs(state.chat));
  $("topic").hidden = state.chat.topics.length === 0;
  const topic = $("topic").value;
  $("topic").replaceChildren(make("option", "General", { value: "" }), ...state.chat.topics.map((name) => make("option", name, { value: name, selected: name === topic })));
  $("commands").replaceChildren(...Object.entries(state.menu).map(([word, about]) => make("option", about, { value: `/${word}` })));
  const list = $("messages"), low = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  list.replaceChildren(...state.messages.map(message));
  if (low) list.scrollTop = list.scrollHeight;
  $("env").textContent = Object.entries(state.env).map((pair) => pair.join("=")).join("\n");
  $("waiting").textContent = state.waiting;
  $("webhook").textContent = state.webhook || "none: the bot polls";
  $("troubles").replaceChildren(...state.troubles.map((words) => make("li", words)));
}

function chatButton(chat) {
  const button = make("button", chat.title, { onclick: () => { at.chat = chat.id; clear(); look(); } });
  button.setAttribute("aria-current", chat.id === at.chat);
  button.append(make("small", chat.last || chat.kind));
  return button;
}

function chatActs(chat) {
  const button = (words, name, given) => make("button", words, { onclick: () => act(name, given) });
  if (chat.kind === "private") return [button("Start", "starts"), chat.blocked ? button("Unblock", "unblocks") : button("Block", "blocks")];
  const acts = [chat.blocked ? button("Add the bot", "adds_the_bot") : button("Remove the bot", "kicks_the_bot"), button("Anonymous on/off", "turns_anonymous")];
  if (chat.kind === "forum") acts.push(make("button", "New topic", { onclick: () => { const text = prompt("Topic"); if (text) act("opens_a_topic", { text }); } }));
  if (chat.kind === "group") acts.push(button("Upgrade", "upgrades"));
  return acts;
}

function message(each) {
  if (each.service) return make("li", `${each.by}: ${each.service}`, { className: "service" });
  const item = make("li", "", { className: each.mine ? "mine" : "" }), bubble = make("div", "", { className: "bubble" });
  if (!each.mine) bubble.append(make("div", each.by, { className: "by" }));
  if (each.topic) bubble.append(make("div", `# ${each.topic}`, { className: "over" }));
  if (each.forwarded) bubble.append(make("div", `forwarded (${each.forwarded})`, { className: "over" }));
  if (each.answers) bubble.append(make("div", each.answers, { className: "over" }));
  if (each.photo) bubble.append(make("img", "", { src: `photo/${each.photo}`, alt: each.text }));
  if (each.document) bubble.append(make("div", `📄 ${each.document}`));
  bubble.append(make("div", "", { innerHTML: each.html }));
  bubble.append(make("div", `${each.edited ? "edited " : ""}${each.silent ? "🔕 " : ""}${new Date(each.at).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}`, { className: "foot" }));
  item.append(bubble, keys(each), tools(each));
  return item;
}

function keys(each) {
  const all = make("div", "", { className: "keys" });
  each.rows.forEach((row, number) => {
    const line = make("div", "");
    row.forEach((key, place) => line.append(make("button", key.text + (key.url ? " ↗" : ""), { title: key.url, onclick: () => act("presses", { message: each.id, row: number, at: place }) })));
    all.append(line);
  });
  return all;
}

function tools(each) {
  const line = make("div", "", { className: "tools" });
  const tool = (words, onclick) => line.append(make("button", words, { onclick }));
  tool("Reply", () => { at.answers = each.id; at.edits = null; above(`Reply to: ${each.text.slice(0, 80)}`); });
  if (each.mine) tool("Edit", () => { at.edits = each.id; at.answers = null; $("text").value = each.text; above("Edit"); });
  tool("Forward to the bot", () => act("forwards", { message: each.id, to: "" }));
  tool("Delete", () => act("deletes", { message: each.id }));
  return line;
}

function above(words) { $("above").textContent = words; $("above").hidden = false; $("text").focus(); }
function clear() { at.answers = at.edits = null; $("above").hidden = true; $("text").value = ""; }

$("people").onchange = () => { at.me = $("people").value; at.chat = ""; at.toasts = null; look(); };
$("composer").onsubmit = (event) => {
  event.preventDefault();
  const text = $("text").value.trim();
  if (!text) return;
  if (at.edits) act("edits", { message: at.edits, text });
  else act("types", { text, message: at.answers, topic: $("topic").value });
  clear();
};
$("photo").onclick = () => { act("sends_photo", { text: $("text").value }); clear(); };
$("forward").onclick = () => { if ($("text").value) act("forwards", { text: $("text").value, to: at.chat }); clear(); };
for (const [form, name] of [["new-person", "somebody_comes"], ["new-group", "makes_a_group"]]) {
  $(form).onsubmit = (event) => { event.preventDefault(); act(name, Object.fromEntries(new FormData(event.target))); event.target.reset(); };
}
for (const button of document.querySelectorAll("[data-act]")) button.onclick = () => act(button.dataset.act, { ...button.dataset });
look();
setInterval(look, 600);
