// Saves a chart as SVG or PNG: what is drawn on the page, with its title above and its source
// below. The words stand in the data of `.pictures` (dashboard/ui/controls/pictures.py).
import { copyOfChart, copyOfFigure } from "./picture_parts.js";

const SVG = "http://www.w3.org/2000/svg";
const FAMILY = "'Be Vietnam Pro', Arial, sans-serif";
// Enough for print: a chart 600 px wide becomes 15 cm at 300 dpi.
const SCALE = 3;
const PADDING = 16;
// Narrower charts stand in the middle of a picture that leaves room for their words.
const LEAST_WIDTH = 440;
const TITLE = { size: 17, weight: 600, line: 23 };
const SUBTITLE = { size: 13, weight: 400, line: 18 };
const LEGEND = { size: 12, weight: 400, line: 19 };
const FOOT = { size: 11, weight: 400, line: 15 };
// A slide of a presentation, with what was found as its title.
const SLIDE = { width: 1280, height: 720, title: { size: 26, weight: 600, line: 34 } };
document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-picture]");
  const plot = button
    ?.closest('[class*="st-key-picture-"]')
    ?.querySelector(".js-plotly-plot, .figure:has(svg), .figure[data-drawing]");
  if (!plot || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    const words = button.parentElement.dataset;
    await document.fonts.ready;
    const kind = button.dataset.picture;
    const drawing = await drawingFor(plot);
    const picture = pictureOf(plot, words, kind === "slide");
    drawing?.remove();
    if (kind === "svg") save(svgFile(picture), `${words.file}svg`);
    else save(await pngFile(picture), `${words.file}${kind === "slide" ? "16x9.png" : "png"}`);
  } finally {
    button.removeAttribute("aria-busy");
  }
});

// What stands on the page as a table is drawn by the server when a picture of it is asked for.
async function drawingFor(plot) {
  const address = plot.dataset.drawing;
  if (!address) return null;
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  const text = await answer.text();
  const drawn = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  const drawing = document.importNode(drawn, true);
  // On the page, where it takes the page's ink, and out of sight.
  drawing.classList.add("client-offscreen");
  plot.append(drawing);
  return drawing;
}

function pictureOf(plot, words, isSlide) {
  const isOwn = plot.matches(".figure");
  const layers = [...plot.querySelectorAll(isOwn ? "svg" : ".svg-container > svg.main-svg")];
  const chart = { width: layers[0].clientWidth, height: layers[0].clientHeight };
  const width = isSlide ? SLIDE.width : Math.max(chart.width, LEAST_WIDTH) + 2 * PADDING;
  const page = getComputedStyle(plot.closest(".stApp"));
  const picture = element("svg", { width, "font-family": FAMILY });
  const paper = element("rect", { width: "100%", fill: page.backgroundColor });
  picture.append(titled(words), paper);

  let y = PADDING;
  const lines = (text, style) => wrapped(text, style, width - 2 * PADDING);
  const write = (text, style, opacity) => {
    for (const line of lines(text, style)) {
      picture.append(lineOfText(line, PADDING, y, style, page.color, opacity));
      y += style.line;
    }
  };
  if (isSlide) write(words.finding, SLIDE.title, 1);
  else write(words.title, TITLE, 1);
  write(words.subtitle, SUBTITLE, 0.8);
  if (isOwn) write(plot.querySelector(".figure-legend-title")?.textContent ?? "", LEGEND, 1);
  y = legend(picture, isOwn ? shownClasses(plot) : [], y, width, page.color);
  y += PADDING / 2;
  const feet = words.foot.split("\n").flatMap((line) => lines(line, FOOT));
  const foot = SLIDE.height - PADDING - feet.length * FOOT.line;
  const scale = isSlide
    ? Math.min((width - 2 * PADDING) / chart.width, (foot - PADDING - y) / chart.height)
    : 1;
  const place = `translate(${(width - chart.width * scale) / 2} ${y}) scale(${scale})`;
  const drawn = element("g", { transform: place, "clip-path": "url(#picture-of-chart)" });
  // A chart may write a little beyond its own edges, as far as the picture's.
  const frame = element("clipPath", { id: "picture-of-chart" });
  const { height } = chart;
  frame.append(element("rect", { x: -PADDING, width: chart.width + 2 * PADDING, height }));
  picture.append(frame);
  if (isOwn) drawn.append(copyOfFigure(layers[0], chart));
  else for (const layer of layers) drawn.append(...copyOfChart(layer).childNodes);
  picture.append(drawn);
  y = isSlide ? foot : y + chart.height + PADDING;
  for (const line of feet) write(line, FOOT, 0.8);

  const bottom = isSlide ? SLIDE.height : Math.ceil(y + PADDING / 2);
  picture.setAttribute("height", bottom);
  picture.setAttribute("viewBox", `0 0 ${width} ${bottom}`);
  paper.setAttribute("height", bottom);
  return picture;
}

function titled(words) {
  const title = element("title", {});
  title.textContent = words.title;
  return title;
}

// The classes of a figure of our own, in the colours they have now.
function shownClasses(figure) {
  return [...figure.querySelectorAll(".figure-legend-entry")].map((entry) => ({
    colour: getComputedStyle(entry.querySelector("i")).backgroundColor,
    label: entry.textContent,
  }));
}

function legend(picture, entries, top, width, ink) {
  let x = PADDING;
  let y = top;
  if (entries.length) y += PADDING / 2;
  for (const { colour, label } of entries) {
    const room = 18 + measure(label, LEGEND) + PADDING;
    if (x > PADDING && x + room > width) {
      x = PADDING;
      y += LEGEND.line;
    }
    const box = { x, y: y + 3, width: 12, height: 12, fill: colour };
    picture.append(element("rect", { ...box, stroke: ink, "stroke-width": 0.5 }));
    picture.append(lineOfText(label, x + 18, y, LEGEND, ink, 1));
    x += room;
  }
  return entries.length ? y + LEGEND.line : y;
}

function lineOfText(text, x, top, style, ink, opacity) {
  const line = element("text", {
    x,
    y: top + style.size,
    fill: ink,
    "fill-opacity": opacity,
    "font-size": style.size,
    "font-weight": style.weight,
  });
  line.textContent = text;
  return line;
}

function wrapped(text, style, width) {
  const lines = [];
  for (const word of text.split(" ").filter(Boolean)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer, style) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

const pen = document.createElement("canvas").getContext("2d");

function measure(text, style) {
  pen.font = `${style.weight} ${style.size}px ${FAMILY}`;
  return pen.measureText(text).width;
}

function element(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function svgFile(picture) {
  const text = new XMLSerializer().serializeToString(picture);
  return new Blob([`<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`], { type: "image/svg+xml" });
}

async function pngFile(picture) {
  const size = picture.viewBox.baseVal;
  const sheet = element("style", {});
  sheet.textContent = await fonts();
  picture.prepend(sheet);
  picture.setAttribute("width", size.width * SCALE);
  picture.setAttribute("height", size.height * SCALE);
  const image = new Image();
  image.src = URL.createObjectURL(svgFile(picture));
  try {
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = size.width * SCALE;
    canvas.height = size.height * SCALE;
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

// The page's fonts inside the picture: a picture may ask for no other file.
let embedded = null;

function fonts() {
  embedded ??= Promise.all(
    [...document.styleSheets]
      .filter((sheet) => sheet.href?.includes("/assets/fonts/"))
      .flatMap((sheet) => [...sheet.cssRules].map((rule) => fontFace(rule, sheet.href))),
  ).then((faces) => faces.join("\n"));
  return embedded;
}

async function fontFace(rule, base) {
  const address = rule.style.getPropertyValue("src").match(/url\(["']?([^"')]+)["']?\)/)[1];
  const answer = await fetch(new URL(address, base));
  const file = await answer.blob();
  const data = await new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.readAsDataURL(file);
  });
  return rule.cssText.replace(address, data);
}

function save(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  // The browser reads the file after the click; it is let go of when that is surely done.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
