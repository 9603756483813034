"""The desk's own tables; Rasa's table of events stands beside them and is Rasa's."""

from __future__ import annotations

from sqlalchemy import MetaData

# Named, so that a migration can name what it changes.
METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)
