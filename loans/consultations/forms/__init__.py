"""聞き取りの入力. One form for each step."""

from loans.consultations.forms.base import StepForm, today
from loans.consultations.forms.steps import FORMS

__all__ = ["FORMS", "StepForm", "today"]
