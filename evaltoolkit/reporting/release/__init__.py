"""The way into ``reports/``: finished bytes searched, entered in the ledger, written, or taken back."""
