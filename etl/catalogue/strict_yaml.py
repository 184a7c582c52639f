"""YAML as the catalogue is written: safe, bounded, and every key once.

A few lines can stand for more than any memory holds (aliases of aliases), and lists in lists in
lists end the parser itself, so the bounds are looked at before anything is made of a text.
"""

from dataclasses import dataclass
from typing import Any

import yaml
from yaml.constructor import ConstructorError

_DEEPEST = 20
_MOST_NODES = 200_000
_LONGEST_NUMBER = 40
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def parse_yaml(text: str) -> Any:
    """What a file of the catalogue says.

    Raises `yaml.YAMLError` for what is no YAML, or deeper or longer than any entry; for a key given
    twice and a date that does not exist, too.
    """
    _check_bounds(text)
    # A subclass of the safe loader.
    return yaml.load(text, Loader=_StrictLoader)


@dataclass(frozen=True)
class _Size:
    """Of a part of a text: its keys and values, and how deep they lie in one another."""

    nodes: int = 0
    deep: int = 0

    def in_list(self) -> "_Size":
        return _Size(self.nodes + 1, self.deep + 1)

    def with_part(self, part: "_Size") -> "_Size":
        return _Size(self.nodes + part.nodes, max(self.deep, part.deep))


def _check_bounds(text: str) -> None:
    """Count what the text stands for, an alias as all that it repeats, before any of it is made."""
    sizes: dict[str, _Size] = {}
    # Of what is open: its size so far, and the name that aliases call it by.
    inside = [_Size()]
    anchors: list[str | None] = [None]
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        size, anchor = _Size(), None
        match event:
            case yaml.CollectionStartEvent():
                inside.append(_Size())
                anchors.append(event.anchor)
                sizes.pop(event.anchor or "", None)
            case yaml.CollectionEndEvent():
                size, anchor = inside.pop().in_list(), anchors.pop()
            case yaml.ScalarEvent():
                size, anchor = _Size(1), event.anchor
            case yaml.AliasEvent(anchor=str(name)):
                if name in anchors and name not in sizes:
                    raise _refused(f"nothing that holds itself, as `*{name}` does", event)
                size = sizes.get(name, size)
        if anchor is not None:
            sizes[anchor] = size
        inside[-1] = inside[-1].with_part(size)
        if len(inside) + inside[-1].deep > _DEEPEST:
            raise _refused(f"at most {_DEEPEST} lists and keys inside one another", event)
        if sum(part.nodes for part in inside) > _MOST_NODES:
            raise _refused(f"at most {_MOST_NODES} keys and values", event)


def _refused(expected: str, event: yaml.Event) -> ConstructorError:
    mark: Any = event.start_mark
    return ConstructorError(None, None, expected, mark)


class _StrictLoader(yaml.CSafeLoader):
    """Safe YAML that says where a key stands twice or a date does not exist."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                expected = f"the key {key.value!r} once"
                raise ConstructorError(None, None, expected, key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else id(key))
        return super().construct_mapping(node, deep)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if node.tag in _NUMBERS and len(node.value) > _LONGEST_NUMBER:
            expected = f"a number of at most {_LONGEST_NUMBER} digits"
            raise ConstructorError(None, None, expected, node.start_mark)
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise ConstructorError(None, None, str(error), node.start_mark) from error
