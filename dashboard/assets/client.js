// What the scripts of the frame share: the words and addresses the page gives them, elements made
// by hand, dialogs in the page's colours, and a line that says what was done.

const actions = () => document.querySelector("[data-texts]");
let loaded = {};

// The words for the reader's language; another language has another address.
export async function texts() {
  const address = actions().dataset.texts;
  if (loaded.address !== address) {
    loaded = { address, words: fetchJson(address) };
    loaded.words.catch(() => (loaded = {}));
  }
  return loaded.words;
}

export const searchIndex = () => actions()?.dataset.index;

export async function fetchJson(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

export function element(name, properties = {}, children = []) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (key in made) made[key] = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// The dialog lies outside Streamlit's element, which carries the choice of light or dark.
export function openDialog(dialog) {
  const app = document.querySelector('[data-testid="stApp"]');
  dialog.style.colorScheme = getComputedStyle(app).colorScheme;
  document.body.append(dialog);
  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.showModal();
}

const status = element("div", { className: "client-status", role: "status" });
let wipe;

// In an open dialog everything outside is inert, so the line goes where it is heard.
export function announce(text) {
  (document.querySelector("dialog[open]") ?? document.body).append(status);
  status.textContent = "";
  clearTimeout(wipe);
  requestAnimationFrame(() => (status.textContent = text));
  wipe = setTimeout(() => (status.textContent = ""), 4000);
}

// A click on anything that names this action, wherever Streamlit draws it and however often.
export function onAction(name, act) {
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest?.(`[data-action="${name}"]`);
    if (pressed) act(pressed);
  });
}

// To another page of the dashboard, as Streamlit's client goes when Back is pressed; a page that
// lost its server is loaded anew.
export function go(url) {
  const connected = document.querySelector('[data-test-connection-state="CONNECTED"]');
  if (!connected) {
    location.assign(url);
    return;
  }
  history.pushState(null, "", url);
  dispatchEvent(new PopStateEvent("popstate"));
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}
