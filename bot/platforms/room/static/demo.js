// The demonstration's clock in the top bar.
import { post } from "./server.js";

const pause = document.getElementById("demo-pause");

export function setClock(clock) {
  if (!clock || !pause) return;
  document.getElementById("demo-now").innerHTML = clock.now;
  document.getElementById("demo-speed").textContent = `×${clock.speed}`;
  pause.setAttribute("aria-pressed", String(clock.paused));
  pause.querySelector("span").textContent = clock.paused ? pause.dataset.goOn : pause.dataset.pause;
  pause.querySelector("use").setAttribute("href", clock.paused ? "#e-play" : "#e-pause");
}

export function startDemo() {
  if (!pause) return;
  pause.addEventListener("click", () => post("/demo/pause", {}));
  document.getElementById("demo-next").addEventListener("click", () => post("/demo/next", {}));
}
