"""Nouns to JSON and back, by their declared fields: frozen dataclasses, named tuples, tuples, options, dicts and plain values.

A decoder is built once for each type. What does not fit its type raises `ValueError`, never a half-made noun.
"""

from __future__ import annotations

import dataclasses
import json
import types
import zlib
from collections.abc import Callable
from functools import cache
from itertools import starmap
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Decoder = Callable[[Any], Any]


def encoded(noun: object) -> str:
    """The noun as JSON text: dataclasses as objects, fields that have their default left out, so that a noun may gain fields."""
    return json.dumps(_plain(noun), separators=(",", ":"))


def digest(*parts: object) -> int:
    """A check value (crc32) of stored texts, numbers, bytes and nulls in this order: it finds damage, not malice."""
    if bytes in map(type, parts):
        value = 0
        for part in parts:
            value = zlib.crc32(b"\x1f" + (part if isinstance(part, bytes) else _bytes(repr(part))), value)
        return value
    return zlib.crc32(_bytes("".join(["\x1f" + repr(part) for part in parts])))


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")


def decoded(kind: type[T], text: str) -> T:
    """The noun back from `encoded` text. Raises ValueError where the text is not one of this kind."""
    try:
        return read_as(kind, json.loads(text))
    except (TypeError, KeyError, IndexError, AttributeError) as fault:
        raise ValueError(f"not a {kind.__name__}: {fault}") from fault


def read_as(kind: type[T], held: Any) -> T:
    """The noun back from what `json` made of it, which is used up. Raises what does not fit as it comes (TypeError, KeyError and the like)."""
    noun: T = _decoder(_hashable(kind))(held)
    return noun


def _plain(value: Any) -> Any:
    if dataclasses.is_dataclass(value):
        return {name: _plain(held) for name, default in _fields(_hashable(type(value))) if (held := getattr(value, name)) != default}
    if isinstance(value, tuple):
        return [_plain(v) for v in value]
    return value


def _hashable(kind: Any) -> Any:
    return kind


_REQUIRED = object()


@cache
def _fields(kind: Any) -> tuple[tuple[str, Any], ...]:
    """Names and defaults; `_REQUIRED` where there is no plain default."""
    return tuple((f.name, _REQUIRED if f.default is dataclasses.MISSING else f.default) for f in dataclasses.fields(kind))


@cache
def _decoder(kind: Any) -> Decoder:
    origin, args = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        inner = _decoder(next(a for a in args if a is not type(None)))
        return lambda v: None if v is None else inner(v)
    if origin is tuple:
        return _tuple_decoder(args)
    if dataclasses.is_dataclass(origin or kind):
        return _dataclass_decoder(origin or kind, args)
    if _is_named(kind):
        return lambda v: kind(*v)
    return _same


def _same(value: Any) -> Any:
    return value


def _is_named(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, tuple)


def _tuple_decoder(args: tuple[Any, ...]) -> Decoder:
    if len(args) == 2 and args[1] is ...:
        if _is_named(args[0]):
            return lambda v: tuple(starmap(args[0], v))
        inner = _decoder(args[0])
        return tuple if inner is _same else lambda v: tuple(map(inner, v))
    parts = [_decoder(a) for a in args]
    return lambda v: tuple(part(i) for part, i in zip(parts, v, strict=True))


def _dataclass_decoder(kind: Any, args: tuple[Any, ...]) -> Decoder:
    hints = get_type_hints(kind)
    bound = dict(zip(getattr(kind, "__parameters__", ()), args, strict=False))
    parts = {name: _decoder(bound.get(hints[name], hints[name])) for name, _ in _fields(kind)}
    made = [(name, part) for name, part in parts.items() if part is not _same]

    def decode(held: Any) -> Any:
        for name, part in made:
            if name in held:
                held[name] = part(held[name])
        return kind(**held)

    return decode
