"""Who supplies whom, as GraphML and GEXF for network tools: a node a party, an edge a status.

Edges run from giver to receiver, one for each act and status (the furthest told), with how many entries it stands for, how many of them are
contested, their ids, goods, and first and last day of publication. An entry with several givers or receivers is on the edge of each
pair, so edges are not to be added up; an entry with a side that is not known is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import quoteattr

from onrecord.export.plain import xml_text
from onrecord.knowledge.parties import party_info, state_name
from onrecord.model import Entry

Key = tuple[str, str, str, str]
_NODE = {"code": "string", "kind": "string"}
_EDGE = {
    "act": "string", "status": "string", "entries": "int", "contested": "int", "ids": "string", "items": "string", "first": "string",
    "last": "string",
}
Values = Mapping[str, str | int]


@dataclass(slots=True)
class Edge:
    """What one edge stands for."""

    ids: list[str] = field(default_factory=list)
    items: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    contested: int = 0

    def add(self, entry: Entry) -> None:
        """Counts one entry."""
        self.ids.append(entry.id)
        self.items.update(entry.items)
        self.days = {d for d in (min(self._with(entry.first), default=""), max(self._with(entry.last), default="")) if d}
        self.contested += entry.standing == "contested"

    def _with(self, day: str | None) -> set[str]:
        return self.days | {day} if day else self.days

    def values(self, act: str, status: str) -> Values:
        """The attributes of the edge, by name."""
        return {
            "act": act, "status": status, "entries": len(self.ids), "contested": self.contested, "ids": "; ".join(sorted(self.ids)),
            "items": "; ".join(sorted(self.items)), "first": min(self.days, default=""), "last": max(self.days, default=""),
        }


def edges(entries: Iterable[Entry]) -> dict[Key, Edge]:
    """Giver, receiver, act and status to what it stands for, sorted."""
    found: dict[Key, Edge] = {}
    for entry in entries:
        for giver in entry.giver:
            for receiver in entry.receiver:
                found.setdefault((giver, receiver, entry.act, entry.status), Edge()).add(entry)
    return dict(sorted(found.items()))


def write_graphml(entries: Iterable[Entry]) -> Iterator[str]:
    """GraphML 1.0, line by line with line ends."""
    found = edges(entries)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, names in (("node", {"label": "string", **_NODE}), ("edge", _EDGE)):
        for name, form in names.items():
            yield f'  <key id="{kind}_{name}" for="{kind}" attr.name="{name}" attr.type="{form}"/>\n'
    yield '  <graph id="onrecord" edgedefault="directed">\n'
    for code in _parties(found):
        yield f"    <node id={_quoted(code)}>{_data('node', {'label': state_name(code), **_party(code)})}</node>\n"
    for number, ((giver, receiver, act, status), edge) in enumerate(found.items()):
        yield (f'    <edge id="e{number}" source={_quoted(giver)} target={_quoted(receiver)}>'
               f"{_data('edge', edge.values(act, status))}</edge>\n")
    yield "  </graph>\n</graphml>\n"


def write_gexf(entries: Iterable[Entry]) -> Iterator[str]:
    """GEXF 1.2, line by line with line ends."""
    found = edges(entries)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield '  <graph mode="static" defaultedgetype="directed">\n'
    for kind, names in (("node", _NODE), ("edge", _EDGE)):
        yield f'    <attributes class="{kind}">\n'
        for name, form in names.items():
            yield f'      <attribute id="{kind}_{name}" title="{name}" type="{"integer" if form == "int" else form}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    for code in _parties(found):
        yield f"      <node id={_quoted(code)} label={_quoted(state_name(code))}>{_attributes('node', _party(code))}</node>\n"
    yield "    </nodes>\n    <edges>\n"
    for number, ((giver, receiver, act, status), edge) in enumerate(found.items()):
        yield (f'      <edge id="e{number}" source={_quoted(giver)} target={_quoted(receiver)} weight="{len(edge.ids)}">'
               f"{_attributes('edge', edge.values(act, status))}</edge>\n")
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _parties(found: Iterable[Key]) -> list[str]:
    return sorted({code for giver, receiver, _, _ in found for code in (giver, receiver)})


def _party(code: str) -> Values:
    info = party_info(code)
    return {"code": code, "kind": info.kind if info else "other"}


def _quoted(text: str | int) -> str:
    return quoteattr(xml_text(str(text)))


def _data(kind: str, values: Values) -> str:
    return "".join(f'<data key="{kind}_{name}">{_escaped(value)}</data>' for name, value in values.items())


def _attributes(kind: str, values: Values) -> str:
    inner = "".join(f'<attvalue for="{kind}_{name}" value={_quoted(value)}/>' for name, value in values.items())
    return f"<attvalues>{inner}</attvalues>"


def _escaped(value: str | int) -> str:
    return xml_text(str(value)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
