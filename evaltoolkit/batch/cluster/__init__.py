"""Reports computed on other machines with Dask distributed; `docs/cluster.md` is the page of this package."""
