// Block Kit as the client draws it, near enough to judge a message by.

export function drawBlocks(blocks, names, press) {
  return blocks.map((block) => drawBlock(block, names, press));
}

function drawBlock(block, names, press) {
  const box = document.createElement("div");
  box.className = block.type === "header" ? "kit-header" : block.type;
  const say = (given) => text(given, names);
  const control = (element) => drawControl(block, element, names, press);
  if (block.type === "section") {
    const words = document.createElement("div");
    if (block.text) words.append(say(block.text));
    if (block.fields) words.append(grid(block.fields.map(say)));
    box.append(words);
    if (block.accessory) box.append(control(block.accessory));
  } else if (block.type === "header") box.append(say(block.text));
  else if (block.type === "divider") box.append(document.createElement("hr"));
  else if (block.type === "context") box.append(...block.elements.map((e) => (e.text ? say(e) : image(e))));
  else if (block.type === "actions") box.append(...block.elements.map(control));
  else if (block.type === "image") box.append(image(block));
  else if (block.type === "table") box.append(table(block.rows));
  else if (block.type === "markdown") box.append(say({ type: "mrkdwn", text: block.text }));
  else box.append(`(${block.type})`);
  return box;
}

function drawControl(block, element, names, press) {
  if (element.type === "image") return image(element);
  if (element.type === "button") {
    const made = document.createElement("button");
    made.className = `kit ${element.style || ""}`;
    made.type = "button";
    made.append(text(element.text, names));
    made.addEventListener("click", () => press(block, element));
    return made;
  }
  const list = document.createElement("select");
  list.append(new Option(element.placeholder?.text || (element.type === "overflow" ? "⋯" : "Choose"), ""));
  const options = [...(element.options || []), ...(element.option_groups || []).flatMap((g) => g.options)];
  list.append(...options.map((o, n) => new Option(o.text.text, n)));
  list.addEventListener("change", () => list.value !== "" && press(block, element, options[list.value]));
  return list;
}

export function text(given, names) {
  const box = document.createElement("div");
  box.className = "text";
  if (given.type === "plain_text") box.textContent = given.text;
  else box.innerHTML = mrkdwn(given.text, names);
  return box;
}

// The text is escaped already where people wrote it; what is left of < > are entities.
export function mrkdwn(source, names) {
  const kept = [];
  const keep = (html) => `\u0001${kept.push(html) - 1}\u0001`;
  const safe = (words) => words.replace(/&(?!amp;|lt;|gt;)/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
  let words = source.replace(/```([^]*?)```/g, (_, code) => keep(`<pre>${safe(code)}</pre>`));
  words = words.replace(/`([^`\n]+)`/g, (_, code) => keep(`<code>${safe(code)}</code>`));
  words = words.replace(/<([^<>]+)>/g, (_, inner) => keep(entity(inner, names, safe)));
  words = safe(words);
  const mark = (sign, tag) => {
    words = words.replace(new RegExp(`(^|[\\s(>])\\${sign}(\\S(?:[^\n]*?\\S)?)\\${sign}(?=$|[\\s.,:;!?)])`, "gm"),
      `$1<${tag}>$2</${tag}>`);
  };
  mark("*", "b"); mark("_", "i"); mark("~", "s");
  words = words.replace(/(^(?:&gt;|>) ?.*(?:\n|$))+/gm, (lines) =>
    `<blockquote>${lines.replace(/^(?:&gt;|>) ?/gm, "").trimEnd()}</blockquote>`);
  return words.replace(/\u0001(\d+)\u0001/g, (_, n) => kept[n]);
}

function entity(inner, names, safe) {
  const [head, label] = inner.split("|");
  if (head[0] === "@" || head[0] === "#")
    return `<span class="mention">${head[0]}${safe(names[head.slice(1)] || label || head.slice(1))}</span>`;
  if (head.startsWith("!date^")) return safe(label || "");
  if (head[0] === "!") return `<span class="mention">@${safe(head.slice(1))}</span>`;
  return /^(https?|mailto|tel):/.test(head) ? `<a href="${safe(head)}" rel="noreferrer">${safe(label || head)}</a>`
    : safe(inner);
}

function grid(items) {
  const box = Object.assign(document.createElement("div"), { className: "fields" });
  box.append(...items);
  return box;
}

function image(given) {
  const box = Object.assign(document.createElement("img"), { alt: given.alt_text, title: given.alt_text });
  if (given.image_url) box.src = given.image_url;
  return box;
}

function table(rows) {
  const box = document.createElement("table");
  for (const row of rows) {
    const line = box.insertRow();
    for (const cell of row) line.insertCell().textContent = cell.text ?? "";
  }
  return box;
}
