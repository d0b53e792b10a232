"""Pages: one frozen class for each kind, that says what is shown. A template of the same name shows it."""
