"""Liver metastases of gastrointestinal stromal tumours."""
