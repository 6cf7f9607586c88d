"""From an executed notebook to one self-contained page that holds nothing which could act."""
