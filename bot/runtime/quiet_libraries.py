"""What libraries may do to this process before they are imported: no telemetry, no chatter, no busy waiting."""

from __future__ import annotations

import logging
import os
import sys
import warnings


def quiet_libraries() -> None:
    """Set before heavy imports: no telemetry, no chatter, logs on stderr only, no core kept busy by waiting."""
    import structlog  # the card bridge alone does not have it

    warnings.showwarning = lambda *args, **kwargs: None  # libraries set filters of their own
    structlog.configure(  # its default prints every message that Rasa parses to stdout
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    # OpenMP's threads spin while they wait: with other processes beside it, an encoder then takes three times as long.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    os.environ.setdefault("LOG_LEVEL_LIBRARIES", "ERROR")
