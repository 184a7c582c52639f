// Select boxes find their options without tone marks.
//
// Streamlit filters options by `label.toLowerCase()` and `typed.toLowerCase()` in every filter
// mode, with no setting to compare otherwise. So that `da nang` finds Đà Nẵng, lower case loses its
// tone marks as well, only as long as the input of a select box has the focus.
const lowerCase = String.prototype.toLowerCase;
const SELECT = ':is([data-testid="stSelectbox"], [data-testid="stMultiSelect"])';

function lowerCaseWithoutMarks() {
  const lower = lowerCase.call(this);
  return /\P{ASCII}/u.test(lower)
    ? lower.normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d")
    : lower;
}

function setLowerCase(method) {
  Object.defineProperty(String.prototype, "toLowerCase", {
    value: method,
    writable: true,
    configurable: true,
  });
}

// The list tells its options of a focus that they do not have by events of its own: what counts is
// where the browser says the focus is.
for (const [type, focused] of [
  ["focusin", (event) => event.target.matches?.(`${SELECT} input`)],
  ["focusout", () => false],
]) {
  document.addEventListener(type, (event) => {
    if (event.isTrusted) setLowerCase(focused(event) ? lowerCaseWithoutMarks : lowerCase);
  });
}
