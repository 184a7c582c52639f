// Runs in a tab before the page's own scripts. It looks at what a reader sees, whoever drew it.
//
// `probe.watch` names the parts of the page: `{ paint: { read: "marks", selector: "…" } }`.
// `probe.arm(names)` takes note of them; the next press of Enter or of the pointer starts the clock,
// and `probe.seen()` has the milliseconds to the first animation frame in which each part differs,
// null for one that stays as it is.
(() => {
  const PATIENCE = 30_000; // Milliseconds.
  const MOST_MARKS = 400;
  const SHAPE = ["d", "x", "width", "transform", "points", "href"];
  const BOX = ["class", "style"];

  let pressed = 0;
  let received = 0;
  window.WebSocket = class extends WebSocket {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data }) => {
        received += data.byteLength ?? data.length;
      });
    }
  };

  const readers = {
    // Colours as they are computed: by an attribute, a style or a sheet.
    marks: (element) => {
      const { fill, stroke, strokeWidth, opacity } = getComputedStyle(element);
      const names = element instanceof HTMLElement ? BOX : SHAPE;
      const shape = names.map((name) => element.getAttribute(name));
      return [fill, stroke, strokeWidth, opacity, ...shape].join();
    },
    text: (element) => element.getAttribute("aria-label") ?? element.textContent,
  };
  const look = ({ read, selector }) => {
    if (read === "address") return location.href;
    const elements = [...document.querySelectorAll(selector)].slice(0, MOST_MARKS);
    return elements.map(readers[read]).join("\n");
  };

  const frames = (step) => {
    const next = () => step(performance.now()) || requestAnimationFrame(next);
    requestAnimationFrame(next);
  };

  let seen;
  const watchFrom = (before, resolve) => {
    const found = {};
    probe.isSeen = false;
    frames((now) => {
      for (const [name, old] of before) {
        if (name in found) continue;
        const current = look(probe.watch[name]);
        // Nothing is there while a figure is being replaced.
        if (current !== "" && current !== old) found[name] = now - pressed;
        else if (now - pressed > PATIENCE) found[name] = null;
      }
      if (Object.keys(found).length < before.length) return false;
      probe.isSeen = true;
      resolve(found);
      return true;
    });
  };

  // When the first heading and the first marks stood there, and when anything last changed.
  const opened = { heading: null, paint: null, changed: 0 };
  const mainOf = () => document.querySelector("main");
  frames((now) => {
    if (mainOf()?.querySelector("h1")?.textContent) opened.heading ??= now;
    if (probe.watch.paint && look(probe.watch.paint) !== "") opened.paint ??= now;
    return opened.heading !== null && opened.paint !== null;
  });
  new MutationObserver((changes) => {
    const main = mainOf();
    if (changes.some(({ target }) => main?.contains(target))) opened.changed = performance.now();
  }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });

  window.probe = {
    watch: {},
    isSeen: false,
    opened,
    arm(names) {
      const before = names.map((name) => [name, look(probe.watch[name])]);
      seen = new Promise((resolve) => {
        const begin = (event) => {
          if (event.type === "keydown" && event.key !== "Enter") return;
          for (const type of ["keydown", "pointerdown"]) removeEventListener(type, begin, true);
          pressed = event.timeStamp;
          watchFrom(before, resolve);
        };
        for (const type of ["keydown", "pointerdown"]) addEventListener(type, begin, true);
      });
    },
    seen: () => seen,
    loaded() {
      const kinds = ["navigation", "resource"];
      const files = kinds.flatMap((kind) => performance.getEntriesByType(kind));
      return files.reduce((sum, { decodedBodySize }) => sum + decodedBodySize, received);
    },
    // Over the line, heads included: what the browser had already came from nowhere.
    fetched: (part) =>
      performance
        .getEntriesByType("resource")
        .filter(({ name }) => name.includes(part))
        .reduce((sum, { transferSize }) => sum + transferSize, 0),
    // Milliseconds since anything in the page's main part changed; none while Streamlit runs.
    quiet: () => {
      const state = document.querySelector("[data-test-script-state]")?.dataset.testScriptState;
      const rests = (state ?? "notRunning") === "notRunning";
      return rests ? performance.now() - opened.changed : 0;
    },
    // A tab with nothing at all to do reports no idle time: hence the limit.
    idle: () => new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 })),
  };
})();
