"""Where a page's words, buttons and signs lie on top of each other."""

from playwright.sync_api import Page

# Text is looked at line by line, as far as the boxes it scrolls in show it. Lines of one paragraph
# may touch: letters with marks above and below are taller than a line.
_SCRIPT = """() => {
  const main = document.querySelector('[data-testid="stMain"]');
  const window_ = main.getBoundingClientRect();
  const seen = new Map(), clips = new Map();
  const isSeen = (element) => {
    if (!seen.has(element)) {
      seen.set(element, element.checkVisibility(
        {checkOpacity: true, checkVisibilityCSS: true, contentVisibilityAuto: true}));
    }
    return seen.get(element);
  };
  const everywhere = {left: window_.left, right: window_.right, top: -1e9, bottom: 1e9};
  const cut = (box, clip) => ({
    left: Math.max(box.left, clip.left), right: Math.min(box.right, clip.right),
    top: Math.max(box.top, clip.top), bottom: Math.min(box.bottom, clip.bottom)});
  // Of the hundreds of words in a table all have the same boxes around them.
  const clipOf = (element) => {
    if (!element || element === main) return everywhere;
    if (!clips.has(element)) clips.set(element, ownClipOf(element));
    return clips.get(element);
  };
  const ownClipOf = (element) => {
    const {overflowX, overflowY, clipPath, position} = getComputedStyle(element);
    if (clipPath !== 'none') return null;
    const around = position === 'fixed' ? everywhere : clipOf(element.parentElement);
    const shows = overflowX === 'visible' && overflowY === 'visible';
    return shows || !around ? around : cut(element.getBoundingClientRect(), around);
  };
  const found = [];
  const add = (element, words, boxes) => {
    const clip = clipOf(element);
    if (!clip) return;
    for (const whole of boxes) {
      const box = cut(whole, clip);
      if (box.right - box.left > 1 && box.bottom - box.top > 1) {
        found.push({element, words, ...box});
      }
    }
  };
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const words = node.nodeValue.trim();
    if (!words || !isSeen(node.parentElement)) continue;
    range.selectNodeContents(node);
    add(node.parentElement, words, range.getClientRects());
  }
  for (const button of main.querySelectorAll('button, summary, input, a.file')) {
    if (isSeen(button)) add(button, button.textContent.trim() || button.ariaLabel || button.tagName,
                            [button.getBoundingClientRect()]);
  }
  found.sort((one, other) => one.top - other.top);
  const told = [];
  found.forEach((one, place) => {
    for (let next = place + 1; next < found.length; next++) {
      const other = found[next];
      if (other.top >= one.bottom) break;
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue;
      const width = Math.min(one.right, other.right) - Math.max(one.left, other.left);
      const height = Math.min(one.bottom, other.bottom) - other.top;
      const least = Math.min(one.bottom - one.top, other.bottom - other.top);
      if (width > 2 && height > 0.35 * least) {
        told.push(`${one.words.slice(0, 40)} × ${other.words.slice(0, 40)}`);
      }
    }
  });
  return [...new Set(told)];
}"""


# A map places its names a moment after its window has another size.
_FRAMES = 30


def overlaps(page: Page) -> list[str]:
    """Pairs of words or buttons that share room once the page has come to rest, top first."""
    found: list[str] = []
    for _frame in range(_FRAMES):
        found = page.evaluate(_SCRIPT)
        if not found:
            break
        page.evaluate("() => new Promise(requestAnimationFrame)")
    return found
