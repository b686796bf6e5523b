"""Foreign formats to records, one format a file: bytes in, records and rejects out."""
