// Runs in a tab before the page's own scripts. `probe.arm()` takes note of the map's fills;
// `probe.painted()` then gives what the next Enter brought about. Times are milliseconds since it.
(() => {
  let pressed = 0;
  let sent = [];
  let received = [];

  window.WebSocket = class extends WebSocket {
    constructor(...parameters) {
      super(...parameters);
      this.addEventListener("message", ({ data }) => {
        received.push({ at: performance.now() - pressed, bytes: data.byteLength });
      });
    }
    send(data) {
      sent.push({ at: performance.now() - pressed, bytes: data.byteLength });
      super.send(data);
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
      painted = new Promise((resolve) => {
        const begin = ({ key, timeStamp }) => {
          if (key !== "Enter") return;
          removeEventListener("keydown", begin, true);
          pressed = timeStamp;
          sent = [];
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
    traffic: () => ({ sent, received }),
    idle: () => new Promise((resolve) => requestIdleCallback(() => resolve())),
  };
})();
