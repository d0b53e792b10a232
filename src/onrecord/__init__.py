"""OnRecord reads news pages and keeps the record: who supplied what to whom, how much, when, on whose word."""

__version__ = "0.1.0"
