"""Who is compared with whom: pairs, groups, those who were lost, what is adjusted together, what to caution of."""
