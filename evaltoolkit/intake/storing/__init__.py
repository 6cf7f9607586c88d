"""Checked tables without identifiers, and the store on disk that holds them."""
