"""相談の行為."""

from loans.consultations.actions.close import advise, refer
from loans.consultations.actions.record import change, record
from loans.consultations.actions.referrals import introduce
from loans.consultations.actions.save import Sitting, save

__all__ = ["Sitting", "advise", "change", "introduce", "record", "refer", "save"]
