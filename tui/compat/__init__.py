"""Workarounds for the framework: one file each, naming the upstream issue, with a test that fails once upstream is fixed."""
