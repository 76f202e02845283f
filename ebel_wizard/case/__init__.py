"""What the municipality said, and what is still wrong or missing in it."""
