"""The desk's own tables; Rasa's table of events stands beside them and is Rasa's."""

from __future__ import annotations

from sqlalchemy import MetaData
from sqlalchemy.engine import Engine

# Key of a table's `info`: a function that says which of its rows are too old by now; where it is missing,
# others delete: accounts who removes them, questions and feedback bot/insights/kept_questions.py.
OLD = "old"
# Named, so that a migration can name what it changes.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def delete_old_rows(engine: Engine) -> None:
    """Deletes from every table what is kept no longer.

    Raises:
        SQLAlchemyError: when the database fails.
    """
    for table in METADATA.sorted_tables:
        if OLD in table.info:
            with engine.begin() as connection:
                connection.execute(table.delete().where(table.info[OLD]()))
