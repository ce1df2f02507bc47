// One way out for typed lines, presses and forms.
import { expect, note, sending, sent } from "./log.js";
import { conversation, delivery, flush, queue, words } from "./server.js";
import { openForm } from "./sheet.js";

const waiters = new Map();

export function submit(given) {
  const made = { conversation, delivery: delivery(), line: "", pressed: false, ...given };
  expect();
  sending(made);
  queue(made);
  const answered = new Promise((done) => waiters.set(made.delivery, done));
  send();
  return answered;
}

export const send = () => flush(arrived);

function arrived(made, answer) {
  sent(made);
  if (answer.gone) location.assign("/");
  if (answer.form && made.conversation === conversation) openForm(answer.form, made);
  if (answer.note) note(answer.note);
  if (answer.failed) note(null, answer.failed || words.signed_out);
  waiters.get(made.delivery)?.(answer);
  waiters.delete(made.delivery);
}
