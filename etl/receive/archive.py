"""Look through an office file before a reader opens it: its archive, and all XML in it.

Readers unpack and parse what they are given; what could be a bomb is found here, member by member,
without unpacking more than the limits allow.
"""

from collections.abc import Iterator
from io import BytesIO
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from etl.receive.limits import MAX_DEPTH, MAX_MEMBERS, MAX_RATIO, MAX_UNPACKED, MAX_XML
from etl.receive.model import Refused

_SMALL = 100_000
"""Bytes below which no ratio is a bomb."""


def elements(content: bytes) -> Iterator[tuple[str, str, Element]]:
    """Every element of the archive's XML as it closes: member, name without namespace, element.

    Its children are gone by then. Refuses an archive or XML beyond the limits, with names that
    lead out of it, or with declarations (DTD) and entities.
    """
    try:
        with ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
            _check_members(members)
            texts = [member for member in members if _is_xml(archive, member)]
            if sum(member.file_size for member in texts) > MAX_XML:
                raise Refused(f"at most {MAX_XML:,} bytes of XML, unpacked")
            for member in texts:
                yield from _elements_of(archive, member)
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise Refused(f"a whole archive that is not encrypted ({error})") from error


def _check_members(members: list[ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise Refused(f"at most {MAX_MEMBERS:,} members", found=f"{len(members):,} members")
    names = [member.filename for member in members]
    if len(set(names)) < len(names):
        raise Refused("each member of the archive once")
    unpacked = 0
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in member.filename:
            raise Refused("members inside the archive only", found=member.filename)
        unpacked += member.file_size
        ratio = member.file_size / max(member.compress_size, 1)
        if unpacked > MAX_UNPACKED:
            expected = f"at most {MAX_UNPACKED:,} bytes, unpacked"
            raise Refused(expected, cell=member.filename)
        if ratio > MAX_RATIO and member.file_size > _SMALL:
            expected = f"members unpacked to at most {MAX_RATIO} times their size"
            raise Refused(expected, cell=member.filename, found=f"{ratio:.0f} times")


def _is_xml(archive: ZipFile, member: ZipInfo) -> bool:
    """By its content: readers go by the types that the archive declares, not by names."""
    with archive.open(member) as handle:
        return handle.read(64).lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def _elements_of(archive: ZipFile, member: ZipInfo) -> Iterator[tuple[str, str, Element]]:
    open_elements: list[Element] = []
    try:
        with archive.open(member) as handle:
            for event, element in iterparse(handle, ("start", "end"), forbid_dtd=True):
                if event == "start":
                    open_elements.append(element)
                    if len(open_elements) > MAX_DEPTH:
                        expected = f"elements nested at most {MAX_DEPTH} deep"
                        raise Refused(expected, cell=member.filename)
                    continue
                open_elements.pop()
                yield member.filename, element.tag.rpartition("}")[2], element
                if open_elements:
                    open_elements[-1].remove(element)
    except DefusedXmlException as error:
        expected = "XML without declarations of types and entities"
        raise Refused(expected, cell=member.filename) from error
    except ParseError as error:
        raise Refused(f"well-formed XML ({error})", cell=member.filename) from error
