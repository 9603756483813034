"""The desk's database (SQLAlchemy): engine, tables, migrations, Rasa's tracker store, how long things are kept."""
