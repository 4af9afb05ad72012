"""Speed, scale and memory; never part of the tests. ``python -m benchmarks`` (make bench) prints the figures."""
