"""One JSON line of fields, in UTF-8 whatever the page held."""

from __future__ import annotations

import json
import re
from typing import Any

_SURROGATE = re.compile("[\ud800-\udfff]")


def json_line(fields: dict[str, Any]) -> str:
    """The fields as JSON without a line end, readable as it stands; lone surrogates, which UTF-8 has no form for, are escaped."""
    return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", json.dumps(fields, ensure_ascii=False))
