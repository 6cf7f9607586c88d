"""What the station did, for whom and with what: hours, people, money, satisfaction, awareness, inspections."""
