"""Two pictures beside one another: what differs, table by table, in words."""
