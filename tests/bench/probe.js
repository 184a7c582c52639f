// Runs in a tab before the page's own scripts. `probe.arm()` takes note of the map's fills; the
// next Enter starts the clock, in milliseconds, for `probe.painted()` and `probe.received()`.
(() => {
  let pressed = 0;
  let received = [];

  window.WebSocket = class extends WebSocket {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data }) => {
        received.push({ at: performance.now() - pressed, bytes: data.byteLength });
      });
    }
  };

  // The first plot's first subplot: the map itself, without its insets.
  const fills = () => {
    const provinces = document.querySelector("g.geo")?.querySelectorAll(".choroplethlocation");
    return Array.from(provinces ?? [], (path) => path.getAttribute("fill")).join();
  };

  let painted;
  window.probe = {
    arm() {
      const before = fills();
      painted = new Promise((resolve, reject) => {
        setTimeout(() => reject(new Error("the map did not change")), 10_000);
        const begin = ({ key, timeStamp }) => {
          if (key !== "Enter") return;
          removeEventListener("keydown", begin, true);
          pressed = timeStamp;
          received = [];
          const observer = new MutationObserver(() => {
            const now = fills();
            // Nothing is there while a plot is being replaced.
            if (now === "" || now === before) return;
            observer.disconnect();
            requestAnimationFrame(() => resolve(performance.now() - pressed));
          });
          observer.observe(document, {
            subtree: true,
            childList: true,
            attributeFilter: ["fill"],
          });
        };
        addEventListener("keydown", begin, true);
      });
    },
    painted: () => painted,
    received: () => received,
    // A tab with nothing at all to do reports no idle time: hence the limit.
    idle: () => new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: 200 })),
  };
})();
