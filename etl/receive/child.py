"""`python -m etl.receive.child SUFFIX PART <FILE`: the process that reads a received file.

Answers on its standard output, in JSON, with the document or with why it is refused.
"""

import json
import resource
import sys
from dataclasses import asdict
from typing import Any

from etl.receive.kinds import reader_of
from etl.receive.limits import CHILD_CPU_SECONDS, CHILD_MEMORY, CHILD_OUTPUT, MAX_BYTES
from etl.receive.model import Refused
from etl.receive.sizes import Sizes

_LIMITS = {
    resource.RLIMIT_AS: CHILD_MEMORY,
    resource.RLIMIT_CPU: CHILD_CPU_SECONDS,
    resource.RLIMIT_FSIZE: CHILD_OUTPUT,
    resource.RLIMIT_CORE: 0,
}


def main(suffix: str, part: int) -> None:
    for limit, most in _LIMITS.items():
        resource.setrlimit(limit, (most, most))
    json.dump(_answer(suffix, part), sys.stdout, ensure_ascii=True)


def _answer(suffix: str, part: int) -> dict[str, Any]:
    try:
        content = sys.stdin.buffer.read(MAX_BYTES + 1)
        document = reader_of(content, suffix).read(content, part)
        Sizes().add(document)
        return asdict(document)
    except Refused as error:
        return {"refused": error.words}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
