"""A record in the hands of a person who writes Python: what `onrecord.Record` gives, shown as tables in a terminal and in a notebook.

It stands above `telling` and beside nothing: what is asked is an `Asked`, what is told is told with the same words as on the command line and in the
window. No plot, frame or graph library is needed until one is asked for.
"""

from onrecord.record.record import Record

__all__ = ["Record"]
