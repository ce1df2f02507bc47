// The stream: each change once, by version; a line says so when it is cut.
import { refreshBoard } from "./board.js";
import { setClock } from "./demo.js";
import { atEnd, rule, show, toEnd } from "./log.js";
import { page, words } from "./server.js";
import { refreshSide } from "./shell.js";
import { send } from "./submit.js";

const line = document.getElementById("cut-off");
let version = Number(page.version);
let since = null;
let missed = 0;
let source;
let late;
let again;

function connect() {
  source = new EventSource(`/live?after=${version}`);
  source.addEventListener("open", back);
  source.addEventListener("error", cut);
  source.addEventListener("message", (event) => {
    const message = JSON.parse(event.data);
    if (message.version <= version) return;
    version = message.version;
    if (since) missed += 1;
    show(message);
  });
  source.addEventListener("moved", () => { refreshBoard(); refreshSide(); });
  source.addEventListener("clock", (event) => setClock(JSON.parse(event.data)));
}

function cut() {
  since ??= new Date();
  late ??= setTimeout(() => {
    const time = since.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
    line.textContent = words.not_connected.replace("<time>", time);
    line.hidden = false;
    document.body.classList.add("cut");
  }, 3000);
  // A browser gives up on a stream that was refused: try again ourselves.
  if (source.readyState === EventSource.CLOSED) {
    clearTimeout(again);
    again = setTimeout(connect, 2000);
  }
}

function back() {
  clearTimeout(late);
  late = undefined;
  const was = since;
  const said = !line.hidden;
  line.hidden = true;
  document.body.classList.remove("cut");
  send();
  if (!was) return;
  setTimeout(() => {
    if (missed && said) {
      const follow = atEnd();
      rule(words.while_away.replace("<n>", missed));
      if (follow) toEnd();
    }
    since = null;
    missed = 0;
  }, 600);
  refreshBoard();
  refreshSide();
}

export function startLive() {
  connect();
  window.addEventListener("online", send);
  window.addEventListener("pagehide", () => source.close());
  window.addEventListener("pageshow", (event) => event.persisted && connect());
}
