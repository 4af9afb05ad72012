"""Documents to plans: read, repair, outline, extract, build."""
