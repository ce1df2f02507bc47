// The office screen: drawn again when something moved.
const board = document.getElementById("office-board");
let calm;

async function draw() {
  const query = new URLSearchParams(location.search);
  query.set("piece", "1");
  const response = await fetch(`/board?${query}`).catch(() => null);
  if (!response?.ok) return;
  board.innerHTML = await response.text();
}

new EventSource(`/live?after=${document.body.dataset.version}`).addEventListener("moved", () => {
  clearTimeout(calm);
  calm = setTimeout(draw, 500);
});
setInterval(draw, 60000);
