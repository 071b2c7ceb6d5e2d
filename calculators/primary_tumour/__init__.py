"""What is said of resecting the primary tumour."""
