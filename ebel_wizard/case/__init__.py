"""The answers of the municipality, and what is wrong or missing in them."""
