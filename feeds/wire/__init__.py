"""What travels between hub and peers: codec, protocol, keys and the client's link."""
