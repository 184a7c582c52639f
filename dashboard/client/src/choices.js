// Which view a choice leads to: the rules of the server (url_state.py, selectors.py), for the choices
// that a page's index lists. A rule that is not known here is left to the server's own answer.
const INDICATOR = "chi-so";
// What is left at its default stays at it when another indicator moves that.
const FOLLOWING = ["ky", "to-mau"];

// `index.views[indicator]` has what can be chosen of an indicator, words to value, default first. A
// choice that the indicator does not have falls back to its default.
export function choose(index, choice, name, words) {
  const value = optionsOf(index, choice, name)?.[words];
  if (value === undefined) return null;
  const wanted = { ...choice, [name]: value };
  if (name !== INDICATOR) return wanted;
  const offered = index.views[value];
  const before = index.views[choice[INDICATOR]] ?? {};
  for (const [other, options] of Object.entries(offered)) {
    const values = Object.values(options);
    const isLeftAlone = FOLLOWING.includes(other) && choice[other] === first(before[other]);
    if (!isLeftAlone && values.includes(wanted[other])) continue;
    if (other in choice || other === "han" || other === "ky") wanted[other] = first(options);
  }
  return wanted;
}

const first = (options) => Object.values(options ?? {})[0];

function optionsOf(index, choice, name) {
  return name === INDICATOR ? index.indicators : index.views[choice[INDICATOR]]?.[name];
}

// The default of each choice stands in no address.
export function queryOf(index, choice, search) {
  const given = new URLSearchParams(search);
  const said = new Map([...given].filter(([name]) => index.order.includes(name)));
  const defaults = { [INDICATOR]: index.first };
  for (const [name, options] of Object.entries(index.views[choice[INDICATOR]])) {
    defaults[name] = first(options);
  }
  for (const [name, value] of Object.entries(choice)) {
    if (value === undefined) continue;
    if (value === defaults[name]) said.delete(name);
    else said.set(name, value);
  }
  const query = new URLSearchParams();
  for (const name of index.order) if (said.has(name)) query.set(name, said.get(name));
  return query.toString();
}

// The address of a view: that of all of them, with the choices that tell it from the others.
export function addressOf(views, choice) {
  const query = new URLSearchParams();
  for (const name of [INDICATOR, "han", "ky", "xep"])
    if (choice[name]) query.set(name, choice[name]);
  return `${views}&${query}`;
}
