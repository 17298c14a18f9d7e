"""書類の表. What was sent, what was only seen, and what stands on a paper that was written by hand."""

from loans.documents.models.commissioner import CommissionerReport
from loans.documents.models.document import Arrival, Document
from loans.documents.models.sighting import Retyping, Sighting

__all__ = ["Arrival", "CommissionerReport", "Document", "Retyping", "Sighting"]
