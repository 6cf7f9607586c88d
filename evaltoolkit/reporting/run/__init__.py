"""From a parameter file to the published page: the notebook run in its process, and the index of all streets."""
