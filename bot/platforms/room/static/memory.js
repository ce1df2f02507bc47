// What this tab remembers: drafts, what waits to be sent, switches. A browser that forbids it forgets.
const mine = (key) => `room:${document.body.dataset.me}:${key}`;

export function kept(key, otherwise, store = sessionStorage) {
  try {
    return JSON.parse(store.getItem(mine(key))) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function keep(key, value, store = sessionStorage) {
  try {
    store.setItem(mine(key), JSON.stringify(value));
  } catch {
    // a full or forbidden store: nothing is remembered, nothing breaks
  }
}

export function clear(key, store = sessionStorage) {
  try {
    store.removeItem(mine(key));
  } catch {
    // as above
  }
}
