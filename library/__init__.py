"""The ground floor: records, store, full text, search, comparison, export. ``from library import Library`` is the door."""
