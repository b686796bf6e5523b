"""The drawn symbols of the desk."""
