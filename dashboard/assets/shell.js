// On a phone the sidebar lies over the page: a link of it leads to the page, which is then to be seen.
const PHONE = window.matchMedia("(max-width: 768px)");

document.addEventListener("click", (event) => {
  const link = event.target.closest(".page-link");
  if (link && PHONE.matches) {
    document.querySelector('[data-testid="stSidebarCollapseButton"] button')?.click();
  }
});

// Streamlit's client puts a grey line of its own height in place of an element until it has fetched the
// part that draws it. A page is shown when none is left, all of it in its place; when its own HTML is
// there, charts are not waited for, and what comes later no longer than a reader would wait. On a slow
// machine it is long until anything but grey lines is there.
const root = document.documentElement;
const FOR_CHARTS = 600;
const MOST = 4000;
const FOR_ANYTHING = 30_000;
const MAIN = '[data-testid="stMain"]';
// What a page has found, or all there is of it.
const FOUND =
  `${MAIN} :is(.finding, .headline-numbers, .table-box), ` +
  `[data-test-script-state="notRunning"] ${MAIN} .stHtml`;

let isBegun = false;
let isGiven = false;

function showPage() {
  waiting.disconnect();
  // In the frame after the one in which everything takes its place.
  requestAnimationFrame(() => requestAnimationFrame(() => root.classList.remove("first-paint")));
}

const waiting = new MutationObserver(() => {
  if (!isBegun && document.querySelector(`${MAIN} .stHtml`)) {
    isBegun = true;
    setTimeout(showPage, MOST);
  }
  if (!document.querySelector(FOUND)) return;
  if (!isGiven) setTimeout(showPage, FOR_CHARTS);
  isGiven = true;
  if (!document.querySelector(`${MAIN} [data-testid="stSkeleton"]`)) showPage();
});
root.classList.add("first-paint");
waiting.observe(document.body, {
  childList: true,
  subtree: true,
  attributeFilter: ["data-test-script-state"],
});
setTimeout(showPage, FOR_ANYTHING);

// A server that was started anew knows nothing of the page that a reader has before them, and would take
// their first choice for a first visit. It is told where they are before they can choose anything.
const CONNECTION = "data-test-connection-state";
const LONGEST_RUN = 5000;
let wasHere = false;
let isAway = false;

new MutationObserver(([{ target }]) => {
  if (target.getAttribute(CONNECTION) !== "CONNECTED") {
    isAway = wasHere;
    return;
  }
  if (isAway) tellWhere(target);
  isAway = false;
  wasHere = true;
}).observe(document.body, { subtree: true, attributeFilter: [CONNECTION] });

function tellWhere(app) {
  const focused = document.activeElement;
  const running = new MutationObserver(() => {
    if (app.dataset.testScriptState === "notRunning") goOn();
  });
  const goOn = () => {
    running.disconnect();
    clearTimeout(patience);
    app.inert = false;
    focused?.focus({ preventScroll: true });
  };
  const patience = setTimeout(goOn, LONGEST_RUN);
  app.inert = true;
  running.observe(app, { attributeFilter: ["data-test-script-state"] });
  // With a place on the page in the address, Streamlit would take the reader to have gone there only.
  const { pathname, search, hash } = location;
  history.replaceState(history.state, "", pathname + search);
  dispatchEvent(new PopStateEvent("popstate"));
  history.replaceState(history.state, "", pathname + search + hash);
}
