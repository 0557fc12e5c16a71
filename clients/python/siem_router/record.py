"""A record as a line of JSON."""

import json
import uuid
from typing import Any, Dict


def line(record: Dict[str, Any]) -> bytes:
    """With an id, so that the SIEM knows a record again that is sent twice."""
    named = record if record.get("id") else dict(record, id=str(uuid.uuid4()))
    try:
        text = json.dumps(named, default=str, separators=(",", ":"), allow_nan=False)
    except ValueError:
        text = json.dumps(_finite(named), default=str, separators=(",", ":"))
    return text.encode("ascii") + b"\n"


def _finite(value: Any) -> Any:
    """JSON has no NaN and no infinity: null."""
    if isinstance(value, float) and value - value != 0.0:
        return None
    if isinstance(value, dict):
        return {name: _finite(member) for name, member in value.items()}
    return [_finite(member) for member in value] if isinstance(value, (list, tuple)) else value
