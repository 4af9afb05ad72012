"""The app in a browser of this computer, through textual-serve."""
