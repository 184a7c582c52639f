// The drawings that maps are painted on: fetched once, kept as they are, copied into each map.
const sheets = new Map();

export function sheetOf(address) {
  if (!sheets.has(address)) {
    const fetched = fetchSheet(address);
    fetched.catch(() => sheets.delete(address));
    sheets.set(address, fetched);
  }
  return sheets.get(address).then((sheet) => document.importNode(sheet, true));
}

async function fetchSheet(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const parsed = new DOMParser().parseFromString(await answer.text(), "image/svg+xml");
  return parsed.documentElement;
}
