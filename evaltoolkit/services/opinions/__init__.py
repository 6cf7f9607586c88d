"""What people say of the station: satisfaction, awareness, quotes and themes."""
