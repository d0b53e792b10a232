"""The record for assistants: the queries of the window over the Model Context Protocol, with the same evidence.

Page text is other people's words. It is given as data, marked as such, without hidden characters and never without end; nothing it says can make a
tool do more.
No tool writes, unless the server was started for judging, and then only judgements.
"""

from onrecord.mcp.server import make_server, serve

__all__ = ["make_server", "serve"]
