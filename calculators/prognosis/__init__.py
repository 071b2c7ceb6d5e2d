"""Published prognostic factors and risk groups."""
