"""Reads YAML with libyaml where PyYAML was built with it: the desk's tables in a tenth of the time."""

from __future__ import annotations

from functools import partial

import yaml


def read_yaml_in_c() -> None:
    """Has `yaml.safe_load` read with libyaml; what is wrong in a file is told in other words then."""
    if yaml.__with_libyaml__:
        yaml.safe_load = partial(yaml.load, Loader=yaml.CSafeLoader)
