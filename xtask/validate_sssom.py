"""Reads mapping sets and checks them against the schema, each file a line of its own."""

import logging
import sys
from pathlib import Path

from sssom.parsers import parse_sssom_json, parse_sssom_table
from sssom.validators import validate

logging.disable(logging.WARNING)
for name in sys.argv[1:]:
    try:
        read = parse_sssom_json if name.endswith(".json") else parse_sssom_table
        validate(read(name))
        print(f"ok {Path(name).name}", flush=True)
    except Exception as error:  # whatever it is, the file did not pass
        print(f"FAILED {Path(name).name}: {error}", flush=True)
