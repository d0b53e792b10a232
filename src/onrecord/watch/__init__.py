"""Watching: sources in, what is new in the record out. It asks the record what a person asks of it, and never looks at a page itself."""
