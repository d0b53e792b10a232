"""What is known before reading: data files, each opening with its own field definitions, and what looks things up in them."""
