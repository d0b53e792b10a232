"""Everything <-> SQL: tables once, migrations, one unit of work a batch. `StoreView` reads, `Store` writes as well, `Trial`
keeps nothing of it."""

from onrecord.store.dates import published_day
from onrecord.store.rules import Measured, Rules, Told
from onrecord.store.store import Store
from onrecord.store.trial import Trial
from onrecord.store.view import StoreView
from onrecord.store.writing import Written

__all__ = ["Measured", "Rules", "Store", "StoreView", "Told", "Trial", "Written", "published_day"]
