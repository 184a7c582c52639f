// As much of a document as the figures' own elements need.

class FakeNode {
  constructor(name) {
    Object.assign(this, { name, children: [], listeners: {}, attributes: {}, style: {} });
    Object.assign(this, { className: "", textContent: "", hidden: false });
    Object.assign(this, { type: "", ariaPressed: null, ariaHidden: null });
    Object.assign(this, { clientWidth: 0, clientHeight: 0, offsetWidth: 0, offsetHeight: 0 });
  }

  append(...made) {
    this.children.push(...made);
  }

  replaceChildren(...made) {
    this.children = made;
  }

  setAttribute(name, value) {
    this.attributes[name] = String(value);
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  removeAttribute(name) {
    delete this.attributes[name];
  }

  addEventListener(kind, act) {
    this.listeners[kind] = act;
  }

  fire(kind, event = {}) {
    this.listeners[kind](event);
  }

  querySelectorAll(name) {
    return this.children.filter((child) => child.name === name);
  }
}

export function fakeDocument() {
  const made = { createElement: (name) => new FakeNode(name), importNode: (node) => ({ ...node }) };
  globalThis.document = made;
  return made;
}

export const words = (node) =>
  typeof node === "string" ? node : node.textContent + node.children.map(words).join("");
