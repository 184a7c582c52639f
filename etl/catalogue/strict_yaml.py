"""YAML as the catalogue is written: safe, small, and every key once.

A few lines of YAML can stand for more than any memory holds (aliases of aliases), and lists in
lists in lists end the parser itself, so the bounds are looked at before anything is made of a text.
"""

from typing import Any

import yaml
from yaml.constructor import ConstructorError

_DEEPEST = 20
_MOST_NODES = 200_000
_LONGEST_NUMBER = 40
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")


def parse_yaml(text: str) -> Any:
    """What a file of the catalogue says.

    Raises `yaml.YAMLError` for what is no YAML, has aliases, or is deeper or longer than any entry;
    for a key given twice and a date that does not exist, too.
    """
    _check_bounds(text)
    # A subclass of the safe loader.
    return yaml.load(text, Loader=_StrictLoader)


def _check_bounds(text: str) -> None:
    depth = nodes = 0
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            raise _refused(f"what `*{event.anchor}` stands for, written out", event)
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise _refused(f"at most {_DEEPEST} lists and keys inside one another", event)
        if nodes > _MOST_NODES:
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
