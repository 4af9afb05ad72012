"""The checks of one plan against itself, one module for each kind; ``library.check`` is the way in."""
