// A modal: fields that keep what is typed while the view stays the same; lists that ask the app.
import { drawBlocks } from "/desk/blocks.js";

let shown = "";

export function drawModal(dialog, screen, act) {
  const view = screen.modal;
  if (!view) {
    shown = "";
    if (dialog.open) dialog.close();
    return;
  }
  const now = JSON.stringify([screen.me, view.id, view.blocks, view.errors, view.trouble]);
  if (now !== shown) {
    shown = now;
    dialog.firstElementChild.replaceChildren(...parts(view, screen, act));
  }
  if (!dialog.open) dialog.showModal();
}

function parts(view, screen, act) {
  const drawn = [make("h2", view.title.text)];
  for (const block of view.blocks) {
    if (block.type === "input") drawn.push(...input(view, block, screen, act));
    else drawn.push(...drawBlocks([block], screen.names, (b, e, option) =>
      act("acts", { view: view.id, block: b.block_id, action: e.action_id, option })));
  }
  if (view.trouble) drawn.push(make("p", view.trouble, "error"));
  const row = make("div", "", "actions");
  row.append(button(view.close?.text || "Cancel", "", () => act("closes")));
  if (view.submit) row.append(button(view.submit.text, "primary", () => act("submits")));
  return [...drawn, row];
}

function input(view, block, screen, act) {
  const label = make("label", block.label.text + (block.optional ? " (optional)" : ""));
  const value = view.values[block.block_id]?.[block.element.action_id] || {};
  const field = fieldOf(block.element, value, screen, act, (words) => act("fills", {
    action: block.element.action_id, value: words,
  }));
  label.append(field);
  const drawn = [label];
  if (block.hint) drawn.push(make("p", block.hint.text, "hint"));
  if (view.errors[block.block_id]) drawn.push(make("p", view.errors[block.block_id], "error"));
  return drawn;
}

function fieldOf(element, value, screen, act, fills) {
  if (element.type === "external_select") return looked(element, value, act, fills);
  if (element.options) return choices(element.options, value.selected_option?.value, fills);
  if (element.type.startsWith("users")) return list(screen.people.map((p) => p.name), value.selected_user, fills);
  const field = document.createElement(element.multiline ? "textarea" : "input");
  if (!element.multiline)
    field.type = { datepicker: "date", number_input: "number", timepicker: "time" }[element.type] || "text";
  field.value = value.value ?? value.selected_date ?? value.selected_time ?? "";
  field.placeholder = element.placeholder?.text || "";
  field.addEventListener("change", () => fills(field.value));
  return field;
}

// What was chosen stays chosen when the words of the options change.
function choices(options, chosen, fills) {
  const found = options.find((o) => o.value === chosen);
  return list(options.map((o) => o.text.text), found?.text.text, fills);
}

function list(options, chosen, fills) {
  const field = document.createElement("select");
  field.append(new Option("", ""), ...options.map((o) => new Option(o, o, false, o === chosen)));
  field.addEventListener("change", () => field.value && fills(field.value));
  return field;
}

function looked(element, value, act, fills) {
  const box = document.createElement("span");
  const id = `list-${element.action_id}`;
  const field = Object.assign(document.createElement("input"), { value: value.selected_option?.text.text || "" });
  field.setAttribute("list", id);
  const options = Object.assign(document.createElement("datalist"), { id });
  field.addEventListener("input", async () => {
    if (field.value.length < (element.min_query_length ?? 3)) return;
    const found = (await act("offers", { action: element.action_id, typed: field.value })) || [];
    options.replaceChildren(...found.map((o) => new Option(o)));
    if (found.includes(field.value)) fills(field.value);
  });
  field.addEventListener("change", () => field.value && fills(field.value));
  box.append(field, options);
  return box;
}

function make(tag, words, className = "") {
  return Object.assign(document.createElement(tag), { textContent: words, className });
}

function button(label, style, work) {
  const made = make("button", label, `kit ${style}`);
  made.type = "button";
  made.addEventListener("click", work);
  return made;
}
