"""Everything <-> SQL: tables once, migrations, one unit of work a batch. `StoreView` reads, `Store` writes as well."""

from onrecord.store.rows import published_day
from onrecord.store.rules import Rules
from onrecord.store.store import Store
from onrecord.store.view import StoreView
from onrecord.store.writing import Written

__all__ = ["Rules", "Store", "StoreView", "Written", "published_day"]
