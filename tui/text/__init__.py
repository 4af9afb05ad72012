"""Text in terminal cells: widths, Chinese line breaking, tables, bars, a document laid out. Pure: no Textual here."""
