// Text without case, tone marks and punctuation, as `fold` of etl/language/folding.py gives it.
export function fold(text) {
  return text
    .replace(/[đĐ]/g, "d")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
