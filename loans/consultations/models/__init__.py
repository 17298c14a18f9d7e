"""相談の表. One file for each thing that a talk has."""

from loans.consultations.models.consultation import Consultation
from loans.consultations.models.referrals import Referral
from loans.consultations.models.visits import Visit

__all__ = ["Consultation", "Referral", "Visit"]
