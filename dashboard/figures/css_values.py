"""Values of CSS worked out: `var()`, `light-dark()` and arithmetic, as our drawings use them."""

import re
from collections.abc import Callable, Mapping

_VAR = re.compile(r"var\((--[\w-]+)\)")
_LIGHT = re.compile(r"light-dark\(([^(),]+),[^(),]+\)")
_TOKEN = re.compile(r"\s*([\d.]+(?:e-?\d+)?(?:px|%|cqi)?|(?:calc|min|max|clamp)?\(|[-+*/),])")
_FUNCTIONS: dict[str, Callable[..., float]] = {
    "calc(": lambda value: value,
    "(": lambda value: value,
    "min(": lambda *values: min(values),
    "max(": lambda *values: max(values),
    "clamp(": lambda low, value, high: max(low, min(value, high)),
}


class UnknownStyleError(ValueError):
    """A style that is not known here, by its name or its text."""


def with_custom(above: Mapping[str, str], own: Mapping[str, str]) -> dict[str, str]:
    """Custom properties of an element, those it inherits included, without `var()`."""
    declared = {**above, **own}

    def resolved(text: str, within: tuple[str, ...]) -> str:
        def value(found: re.Match[str]) -> str:
            name = found[1]
            if name not in declared or name in within:
                raise UnknownStyleError(found[0])
            return resolved(declared[name], (*within, name))

        whole = _VAR.sub(value, text)
        if "var(" in whole:
            raise UnknownStyleError(text)
        return whole

    return {**above, **{name: resolved(text, (name,)) for name, text in own.items()}}


def plain_colours(text: str) -> str:
    """The light one of every two colours."""
    return _LIGHT.sub(lambda pair: pair[1].strip(), text)


def expression(text: str, side: float | None, whole: float) -> float:
    """A length in pixels; shares are of `side`, `cqi` are hundredths of `whole`."""
    tokens: list[str] = []
    at = 0
    while at < len(text.rstrip()):
        found = _TOKEN.match(text, at)
        if found is None:
            raise UnknownStyleError(text)
        tokens.append(found[1])
        at = found.end()
    parsed = _Parsed(tokens, {"px": 1, "cqi": whole / 100, "": 1})
    if side is not None:
        parsed.units["%"] = side / 100
    try:
        value = parsed.sum()
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise UnknownStyleError(text) from error
    if parsed.tokens:
        raise UnknownStyleError(text)
    return value


class _Parsed:
    """What is left of an expression while it is read from its left end."""

    def __init__(self, tokens: list[str], units: dict[str, float]) -> None:
        self.tokens = tokens
        self.units = units

    def sum(self) -> float:
        value = self._product()
        while self.tokens and self.tokens[0] in "+-":
            value += self._product() if self.tokens.pop(0) == "+" else -self._product()
        return value

    def _product(self) -> float:
        value = self._term()
        while self.tokens and self.tokens[0] in "*/":
            value *= self._term() if self.tokens.pop(0) == "*" else 1 / self._term()
        return value

    def _term(self) -> float:
        token = self.tokens.pop(0)
        if token == "-":
            return -self._term()
        if token in _FUNCTIONS:
            return _FUNCTIONS[token](*self._arguments())
        number = token.rstrip("pxcqi%")
        return float(number) * self.units[token.removeprefix(number)]

    def _arguments(self) -> list[float]:
        values = [self.sum()]
        while (token := self.tokens.pop(0)) == ",":
            values.append(self.sum())
        if token != ")":
            raise ValueError(token)
        return values
