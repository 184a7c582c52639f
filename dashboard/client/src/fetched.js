// What was fetched ahead, by its address: once, and never while the page has something better to do.
const kept = new Map();
const asked = new Map();

export const at = (address) => kept.get(address);

export function load(address) {
  if (!asked.has(address)) {
    const fetched = fetchJson(address);
    fetched.catch(() => asked.delete(address));
    asked.set(address, fetched);
  }
  return asked.get(address);
}

async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const found = await answer.json();
  kept.set(address, found);
  return found;
}

const idle = () =>
  new Promise((resolve) =>
    window.requestIdleCallback
      ? requestIdleCallback(resolve, { timeout: 2000 })
      : setTimeout(resolve, 50),
  );

// One after the other, as long as they are wanted. What cannot be had is left to the server.
export async function loadAll(addresses, isWanted) {
  for (const address of addresses) {
    if (kept.has(address)) continue;
    await idle();
    if (!isWanted()) return;
    await load(address).catch(() => null);
  }
}
