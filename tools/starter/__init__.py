"""What start.py does once it knows that its Python is new enough: make .venv, install, run.

Standard library only: it works before anything is installed. That is also why its Chinese sentences stand here and
not in the package's catalogues.
"""
