"""相談の行為."""

from loans.consultations.actions.close import advise, refer
from loans.consultations.actions.record import change, record

__all__ = ["advise", "change", "record", "refer"]
