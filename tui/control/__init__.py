"""What the keys do, one file per errand: browse, find, weigh, deliver, take in. Each works on the main screen it is given."""
