from django.apps import AppConfig


class LoansConfig(AppConfig):
    """貸付. The work: a folder per stage of a case's life."""

    name = "loans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from councils import access
        from councils.look import context
        from councils.settings import registry
        from loans import words  # the models are loaded by now
        from loans.applications import settings as applications
        from loans.cases import settings as cases
        from loans.recusals.actions import check_not_recused
        from loans.review.rates import LONG_PRIME_RATE
        from loans.settings import ENTRIES as OF_TALK
        from loans.talk.notices import unread_count

        words.learn()
        context.count_by("loans:notices", unread_count)
        registry.learn(LONG_PRIME_RATE, *applications.ENTRIES, *cases.ENTRIES, *OF_TALK)
        access.object_by(check_not_recused)
