"""The measures, each declared in a file named after its id."""
