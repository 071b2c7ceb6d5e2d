"""Contraindications to therapies directed at the liver."""
