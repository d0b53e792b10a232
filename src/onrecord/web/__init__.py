"""The window: a record in the browser of the person who works with it, on this machine and nowhere else.

Every view is one URL that holds what was asked; every page is one frozen class (`pages`) that says what is shown, and one template that shows
it. Nothing here reads pages or settles entries: it asks a `StoreView`.
"""

from onrecord.web.app import make_app
from onrecord.web.serving import serve

__all__ = ["make_app", "serve"]
