"""For every test: Hypothesis has no deadline of its own, since a busy machine is no fault; what must be quick has a test that says how quick."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("onrecord", deadline=None)
settings.load_profile("onrecord")
