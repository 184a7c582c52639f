// A click on the head of a column sorts its table, without asking the server: by what its cells say
// they sort by (dashboard/tables/html.py), or by their words. What is missing comes last either way.
// A third click gives the order of the page back.
const TABLE = ".table-box table";
const BUTTON = "thead button";
const NEXT = { none: "ascending", ascending: "descending", descending: "none" };
const MISSING = ["", "–"];
const inVietnamese = new Intl.Collator("vi", { numeric: true });

// How tables are sorted, kept for the server's next answer: by page, heads and place among tables
// of the same heads.
const kept = new Map();
const ordered = new WeakMap();

function nameOf(table) {
  const headsOf = (other) => other.tHead.textContent;
  const alike = [...document.querySelectorAll(TABLE)].filter(
    (other) => headsOf(other) === headsOf(table),
  );
  return [location.pathname, headsOf(table), alike.indexOf(table)].join("\n");
}

function keysOf(rows, column) {
  const cells = rows.map((row) => row.cells[column]);
  const isKeyed = cells.some((cell) => cell.dataset.sort);
  return cells.map((cell) => {
    if (isKeyed) return cell.dataset.sort ? Number(cell.dataset.sort) : null;
    const words = cell.textContent.trim();
    return MISSING.includes(words) ? null : words;
  });
}

function sort(table, column, direction) {
  const body = table.tBodies[0];
  if (!ordered.has(table)) ordered.set(table, [...body.rows]);
  const rows = ordered.get(table);
  const keys = keysOf(rows, column);
  const sign = direction === "descending" ? -1 : 1;
  const compare = (one, other) => {
    if (one === null || other === null) return (one === null) - (other === null);
    return sign * (typeof one === "number" ? one - other : inVietnamese.compare(one, other));
  };
  const places = [...rows.keys()];
  if (direction !== "none") places.sort((one, other) => compare(keys[one], keys[other]));
  body.append(...places.map((place) => rows[place]));
  [...table.tHead.rows[0].cells].forEach((head, place) => {
    if (place === column && direction !== "none") head.setAttribute("aria-sort", direction);
    else head.removeAttribute("aria-sort");
  });
}

document.addEventListener("click", (event) => {
  const head = event.target.closest(`${TABLE} ${BUTTON}`)?.parentElement;
  if (!head) return;
  const table = head.closest("table");
  const direction = NEXT[head.getAttribute("aria-sort") ?? "none"];
  sort(table, head.cellIndex, direction);
  kept.set(nameOf(table), { column: head.cellIndex, direction });
});

// Before the browser paints what the server sent.
new MutationObserver(() => {
  if (!kept.size) return;
  for (const table of document.querySelectorAll(`${TABLE}:has(${BUTTON})`)) {
    if (ordered.has(table)) continue;
    const found = kept.get(nameOf(table));
    if (found) sort(table, found.column, found.direction);
  }
}).observe(document.body, { childList: true, subtree: true });
