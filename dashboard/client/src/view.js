// What part of a map is shown: the window of its sheet, a part of it when the reader comes near.

// From d3's transform of the pixels (k, x, y) to the view box; `frame` is the window, in the sheet's
// units, and `scale` how many of them a pixel is.
export function viewBox(frame, scale, { k, x, y }) {
  return {
    x: frame.x - (x / k) * scale,
    y: frame.y - (y / k) * scale,
    width: frame.width / k,
    height: frame.height / k,
  };
}

// Pixels per degree, against those of the country on a desk: names have room from their size on.
export const REFERENCE = 46;
export const sizeOf = (pixels, degrees, k) => (pixels * k) / degrees / REFERENCE;
