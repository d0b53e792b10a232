"""A list of names as a watch: what is new of the entries in which one of its names stands."""

from __future__ import annotations

from onrecord.model import Entry
from onrecord.model.watching import WatchList
from onrecord.store import StoreView
from onrecord.telling.asked import Asked
from onrecord.watch.hits import hits_of
from onrecord.watch.looking import Watch
from onrecord.watch.names import Names, names_in


def list_watch(kept: WatchList) -> Watch:
    """The watch of a list that the record keeps. A list of the same name put in its place is watched on. Raises `InputError`."""
    names = Names(names_in(kept.text, kept.name))

    def named(view: StoreView, entry: Entry) -> list[str]:
        return sorted({hit.match.listed.name for hit in hits_of(view, names, [entry])})

    return Watch(f"list:{kept.name}", kept.name, Asked(), named)
