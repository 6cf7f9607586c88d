"""How words stand on a page: sentences, tables, columns, bars, folds, links."""
