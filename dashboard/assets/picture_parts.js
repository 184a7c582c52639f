// Copies of what is drawn on the page that look alone as they do under the page's style sheets.
// What follows the mouse, and what is there to be grabbed.
const NOT_IN_PICTURES = ".hoverlayer, .draglayer, .zoomlayer, .selectionlayer";
const TEXT_STYLES = [
  "fill",
  "font-size",
  "font-style",
  "font-weight",
  "text-anchor",
  "stroke",
  "stroke-width",
  "stroke-linejoin",
];

// A layer of the chart that looks alone as it does under the page's style sheets.
export function copyOfChart(layer) {
  const copy = layer.cloneNode(true);
  const copies = copy.querySelectorAll("*");
  layer.querySelectorAll("*").forEach((node, index) => {
    const style = getComputedStyle(node);
    const own = copies[index];
    if (style.display === "none") own.setAttribute("display", "none");
    if (node.matches("text, tspan")) {
      for (const name of TEXT_STYLES) own.style.setProperty(name, style.getPropertyValue(name));
      own.style.removeProperty("font-family");
    }
    if (node.matches("image")) own.style.imageRendering = "pixelated";
    own.style.removeProperty("pointer-events");
    own.style.removeProperty("cursor");
    // Addresses of parts of this page are written in full; in the picture they are its own.
    for (const name of ["clip-path", "mask", "fill", "filter"]) {
      const address = own.getAttribute(name);
      if (address?.includes("url(")) {
        own.setAttribute(name, address.replace(/url\(["']?[^"'#)]*(#[^"')]+)["']?\)/, "url($1)"));
      }
    }
  });
  copy.querySelectorAll("text").forEach(haloBehind);
  const left = copy.querySelectorAll(`${NOT_IN_PICTURES}, [display="none"]`);
  for (const node of left) node.remove();
  return copy;
}

// Around a name on a map, as on the page. A second text under the first one: most programs that
// open an SVG know nothing of paint-order, and would draw the halo over the letters.
function haloBehind(text) {
  const stroke = text.style.stroke || text.getAttribute("stroke");
  if (!stroke || stroke === "none") return;
  text.before(text.cloneNode(true));
  for (const part of [text, ...text.querySelectorAll("tspan")]) part.style.stroke = "none";
}

// Of a figure of our own: what the style sheet says of each mark, in plain values.
const PAINT = [
  "fill",
  "fill-opacity",
  "stroke",
  "stroke-width",
  "stroke-linejoin",
  "stroke-dasharray",
  "opacity",
];
const LETTERS = ["font-size", "font-style", "font-weight", "text-anchor"];
const UNSEEN = ["none", "transparent", "rgba(0, 0, 0, 0)"];
const NOT_DRAWN = /^(style|role|tabindex|display)$|^(data|aria)-/;

export function copyOfFigure(sheet, { width, height }) {
  const copy = sheet.cloneNode(true);
  const copies = copy.querySelectorAll("*");
  const gone = [];
  sheet.querySelectorAll("*").forEach((node, index) => {
    const look = getComputedStyle(node);
    if (look.display === "none" || isUnseen(node, look)) gone.push(copies[index]);
    else putDown(node, look, copies[index]);
  });
  for (const node of gone) node.remove();
  for (const text of copy.querySelectorAll("text")) haloBehind(text);
  bare(copy);
  copy.setAttribute("width", width);
  copy.setAttribute("height", height);
  return copy;
}

// The room around a mark that takes the pointer.
function isUnseen(node, { fill, stroke }) {
  return node.matches("path, rect, circle") && [fill, stroke].every((one) => UNSEEN.includes(one));
}

function putDown(node, look, own) {
  bare(own);
  if (look.transform !== "none") own.setAttribute("transform", look.transform);
  if (node.matches("g, svg")) return;
  for (const name of PAINT) own.setAttribute(name, look.getPropertyValue(name));
  if (node.matches("text, tspan")) {
    for (const name of LETTERS) own.setAttribute(name, look.getPropertyValue(name));
  } else if (node.matches("rect, circle")) {
    const box = node.getBBox();
    if (node.matches("circle")) own.setAttribute("r", box.width / 2);
    else for (const name of ["x", "y", "width", "height"]) own.setAttribute(name, box[name]);
  }
}

function bare(node) {
  for (const { name } of [...node.attributes]) if (NOT_DRAWN.test(name)) node.removeAttribute(name);
}
