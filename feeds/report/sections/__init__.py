"""The report's sections, one a file: an account in, a section out, or None where there is nothing to say."""
