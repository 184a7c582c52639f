// Which province an arrow key leads to: the nearest that lies that way, the straight ahead first.
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
// How much further away something counts that lies to the side.
const ASIDE = 2;

export const isArrow = (key) => Object.hasOwn(WAYS, key);

// `places` are [id, x, y]; the id of the next, or of the one asked from where nothing lies that way.
export function next(places, from, key) {
  const [dx, dy] = WAYS[key];
  const [, x0, y0] = places.find(([id]) => id === from);
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  for (const [id, x, y] of places) {
    const ahead = (x - x0) * dx + (y - y0) * dy;
    if (ahead <= 0) continue;
    const aside = Math.abs((x - x0) * dy + (y - y0) * dx);
    const far = ahead + ASIDE * aside;
    if (far < least) [best, least] = [id, far];
  }
  return best;
}
