"""相談の行為."""

from loans.consultations.actions.answer import answer
from loans.consultations.actions.carry import carry, confirm
from loans.consultations.actions.close import advise, may_reopen, refer, reopen
from loans.consultations.actions.protect import lift_talk, protect_talk
from loans.consultations.actions.record import BegunMeanwhile, begun_from, record
from loans.consultations.actions.referrals import introduce
from loans.consultations.actions.save import Sitting, save

__all__ = [
    "BegunMeanwhile",
    "Sitting",
    "advise",
    "answer",
    "begun_from",
    "carry",
    "confirm",
    "introduce",
    "lift_talk",
    "may_reopen",
    "protect_talk",
    "record",
    "refer",
    "reopen",
    "save",
]
