"""ARTICLE -> SUGGESTIONS: what somebody outside the reader proposes, if anybody is asked. Off unless asked for; nothing else here opens a socket.

An endpoint that speaks the OpenAI chat form (`Endpoint`), or a file of answers (`Answers`) to questions written out before (`request_lines`).
None is believed: answers are read as untrusted bytes here, and every suggestion is held against the page in `claims.suggested`.
"""

from onrecord.proposer.batch import Answers, request_lines, write_requests
from onrecord.proposer.endpoint import Endpoint, checked_model
from onrecord.proposer.proposed import Proposed, Proposer

__all__ = ["Answers", "Endpoint", "Proposed", "Proposer", "checked_model", "request_lines", "write_requests"]
