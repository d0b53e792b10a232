"""Everything <-> SQL: tables once, migrations, one unit of work a batch. `StoreView` reads, `Store` writes as well."""

from onrecord.store.dates import published_day
from onrecord.store.rules import Measured, Rules, Told
from onrecord.store.store import Store
from onrecord.store.view import StoreView
from onrecord.store.writing import Written

__all__ = ["Measured", "Rules", "Store", "StoreView", "Told", "Written", "published_day"]
