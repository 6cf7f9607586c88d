"""Plans and workbooks: read, checked, freed of identifiers, handed over as typed tables."""
