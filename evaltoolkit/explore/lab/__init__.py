"""JupyterLab as supervisors get it: in Chinese, on the welcome notebook, asking nothing from outside."""
