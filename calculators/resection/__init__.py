"""Sets of criteria for the resection of liver metastases."""
