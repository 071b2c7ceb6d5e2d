"""
Many patients at once: tables and audits, judged by the same engine as one patient.

What is here may use libraries behind an extra, because the browser never loads it; no module has been written yet.
"""
