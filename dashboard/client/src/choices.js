// Which view a choice leads to: the rules of the server (url_state.py, selectors.py), for the choices
// that a page's index lists. A rule that is not known here is left to the server's own answer.
const INDICATOR = "chi-so";
// Of one indicator and not of every one: what is chosen for another stays in the address.
const DUE = "han";
const PERIOD = "ky";
// What is left at its default stays at it when another indicator moves that.
const FOLLOWING = [PERIOD, "to-mau"];
// What tells a view from the others; the rest of a choice is in it.
const OF_VIEW = [INDICATOR, DUE, PERIOD, "xep"];

const first = (options) => Object.values(options ?? {})[0];

// `index.views[indicator]` has what can be chosen of an indicator, words to value, default first.
// `search` is the query of the page.
export function choose(index, choice, name, words, search = "") {
  const before = index.views[choice[INDICATOR]];
  const value = (name === INDICATOR ? index.indicators : before?.[name])?.[words];
  if (value === undefined) return null;
  const wanted = { ...choice, [name]: value };
  return name === INDICATOR ? fitted(before, index.views[value], wanted, search) : wanted;
}

// What the indicator does not have falls back to its default.
function fitted(before, offered, choice, search) {
  if (!before || !offered) return null;
  const said = new URLSearchParams(search);
  const wanted = { ...choice };
  for (const [name, options] of Object.entries(offered)) {
    const values = Object.values(options);
    const asked = name === DUE ? (choice[name] ?? said.get(name)) : choice[name];
    const isLeftAlone = FOLLOWING.includes(name) && asked === first(before[name]);
    if (!isLeftAlone && values.includes(asked)) wanted[name] = asked;
    else if (name in choice || name === DUE || name === PERIOD) wanted[name] = values[0];
  }
  return wanted;
}

// The choices that a reader may make next: of the same indicator first, then the other indicators.
export function nextChoices(index, choice, look, search) {
  const own = index.views[choice[INDICATOR]] ?? {};
  const names = [...[DUE, PERIOD, look].filter((name) => name in own), INDICATOR];
  return names.flatMap((name) =>
    Object.keys(name === INDICATOR ? index.indicators : own[name])
      .map((words) => choose(index, choice, name, words, search))
      .filter((next) => next?.[look] !== undefined),
  );
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
  for (const name of OF_VIEW) if (choice[name]) query.set(name, choice[name]);
  return `${views}&${query}`;
}
