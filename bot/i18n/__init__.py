"""The languages of the desk: catalogues (gettext), formats of dates and money (Babel)."""
