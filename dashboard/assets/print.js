// What paper needs and a screen does not: charts that scale with the sheet, the choices that the
// hidden controls show, and where the page is from.

// CSS pixels of a sheet's height in the page's own scale (paper.css: A4, zoom 0.62), less a heading.
const SHEET = 1450;
// Of them, what stands above a figure: the page's name, the choices, what is found, the legend.
const HEAD = 330;
// The page's own scale makes letters small; a chart drawn for a phone gets its own size back.
const PHONE = window.matchMedia("(max-width: 640px)");
const PHONE_SCALE = 1 / 0.62;

const CONTROLS =
  ':is([data-testid="stSelectbox"], [data-testid="stMultiSelect"], [data-testid="stButtonGroup"], ' +
  '[data-testid="stTextInput"])';
// On a phone the bar is put away, and its choices are made all the same.
const BAR = '[class*="st-key-choices-"]';
const MAIN = '[data-testid="stMainBlockContainer"]';

// "Vùng: Cả nước"; nothing for a control where nothing is chosen.
function choiceOf(control) {
  const label = control.querySelector('[data-testid="stWidgetLabel"]')?.textContent.trim();
  const values = [
    ...[...control.querySelectorAll('[aria-checked="true"]')].map((chosen) => chosen.textContent),
    ...[...control.querySelectorAll("[data-tag]")].map((tag) => tag.ariaLabel ?? tag.textContent),
  ];
  if (!values.length) {
    const field = control.querySelector('[role="spinbutton"]')?.parentElement;
    values.push(field ? field.textContent : (control.querySelector("input")?.value ?? ""));
  }
  const value = [...new Set(values.map((text) => text.trim()))].filter(Boolean).join(", ");
  return label && value ? `${label}: ${value}` : "";
}

function line(className, text) {
  const made = document.createElement("p");
  made.className = className;
  made.textContent = text;
  return made;
}

function scaleCharts() {
  const phone = PHONE.matches;
  for (const chart of document.querySelectorAll(".js-plotly-plot .svg-container")) {
    const { offsetWidth: width, offsetHeight: height } = chart;
    if (!width || !height) continue;
    for (const svg of chart.querySelectorAll(":scope > .main-svg")) {
      svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    }
    const widest = Math.min(width * (phone ? PHONE_SCALE : 1), (SHEET * width) / height);
    chart.style.setProperty("--paper-width", `${widest}px`);
    chart.style.setProperty("--paper-ratio", `${width} / ${height}`);
  }
}

// A map takes the width it is given, and its letters grow with it.
function scaleMaps() {
  for (const figure of document.querySelectorAll(".map-figure")) {
    const { offsetWidth: width, offsetHeight: height } = figure;
    const widest = Math.min(width * (PHONE.matches ? PHONE_SCALE : 1), (SHEET * width) / height);
    figure.style.setProperty("--paper-width", `${widest}px`);
  }
}

// A ranking is as high as it has rows, and a drawing is not cut in two: it is made to fit under the
// head of the page, rather than leave the rest of the first sheet empty.
function scaleRankings() {
  for (const frame of document.querySelectorAll(".ranking-frame")) {
    const room = SHEET - HEAD;
    const zoom = Math.min(1, room / frame.offsetHeight);
    frame.style.setProperty("--paper-zoom", zoom.toFixed(3));
  }
}

export function preparePaper(words) {
  clearPaper();
  scaleCharts();
  scaleMaps();
  scaleRankings();
  const main = document.querySelector(MAIN);
  if (!main) return;
  const choices = [...main.querySelectorAll(CONTROLS)]
    .filter((control) => control.closest(BAR) || control.checkVisibility())
    .map(choiceOf)
    .filter(Boolean);
  if (choices.length) {
    const head = main.querySelector(".st-key-page-head")?.parentElement;
    (head ?? main.firstElementChild).after(line("paper-choices", choices.join(" · ")));
  }
  const day = new Date().toLocaleDateString(document.documentElement.lang);
  const origin = words.origin.replace("{address}", decodeURI(location.href)).replace("{day}", day);
  main.append(line("paper-origin", origin));
}

export function clearPaper() {
  for (const made of document.querySelectorAll(".paper-choices, .paper-origin")) made.remove();
  for (const svg of document.querySelectorAll(".js-plotly-plot .main-svg[viewBox]")) {
    svg.removeAttribute("viewBox");
  }
}
