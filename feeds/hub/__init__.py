"""The room's hub: admits, sequences, journals, watches and releases per audience."""
