"""保存期間の終わり. Answers go with the key of their case, records after their years, by themselves."""

from datetime import timedelta
from functools import partial
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from councils.tenancy import system_of, transaction_for
from councils.trail import write
from inquiry.vault.actions.remove_files import remove_files
from inquiry.vault.faults import on_its_own
from inquiry.vault.models import CaseKey, KeptCount, Person, Sealed, TakenOrder
from inquiry.vault.retention import count, past_homes, past_keys, past_orders
from inquiry.vault.tombstones import Grave, bury

AT_MOST = 100


# What is counted in days need not be looked at by every bell.
_EVERY = timedelta(minutes=5)


def forget_in_time(prefecture_id: str) -> int:
    """廃棄, every few minutes; 0 where it was done just now."""
    with transaction_for(system_of(prefecture_id)):
        if KeptCount.objects.filter(counted_at__gt=timezone.now() - _EVERY).exists():
            return 0
    return forget(prefecture_id)


def forget(prefecture_id: str) -> int:
    """廃棄. How many cases and orders; then what is kept is counted."""
    with transaction_for(system_of(prefecture_id)):
        keys = list(past_keys().values_list("pk", flat=True)[:AT_MOST])
        homes = list(past_homes().values_list("case_id", flat=True).distinct()[:AT_MOST])
        orders = list(past_orders().values_list("pk", flat=True)[:AT_MOST])
    done = sum(on_its_own(partial(_forget_case, prefecture_id, key), "forget") for key in keys)
    done += sum(on_its_own(partial(_forget_homes, prefecture_id, case), "forget") for case in homes)
    done += sum(on_its_own(partial(_forget_order, prefecture_id, order), "forget") for order in orders)
    done += remove_files(prefecture_id)
    count(prefecture_id)
    return done


def _forget_case(prefecture_id: str, key_id: UUID) -> int:
    """回答の廃棄. The key first: whoever seals holds it until the commit, and a case that was ordered again stays.

    A later order of the same case gets a new key.
    """
    with transaction_for(system_of(prefecture_id)):
        key = CaseKey.objects.select_for_update().filter(pk=key_id).first()
        if key is None or not past_keys().filter(pk=key_id).exists():
            return 0
        key.delete()
        destroyed = Sealed.objects.filter(case_id=key.case_id).delete()[0]
        _blank(Person.objects.filter(case_id=key.case_id))
        write.act("forget_answers", case_id=key.case_id, result=f"destroyed {destroyed}")
        bury(prefecture_id, Grave.CASE_KEY, key_id)
    return 1


def _forget_homes(prefecture_id: str, case_id: UUID) -> int:
    """住所の廃棄, where nothing was ever sealed. No tombstone: it goes by itself, after a restore too."""
    with transaction_for(system_of(prefecture_id)):
        if not _blank(past_homes().filter(case_id=case_id)):
            return 0
        write.act("forget_answers", case_id=case_id, fields=["address"], result="destroyed 0")
    return 1


def _blank(persons: QuerySet[Person]) -> int:
    """What 情報提供等記録 does not need of a person: it keeps who was asked about, and not where they live."""
    return persons.update(address="", former_addresses=[], mutual_aids=[], link_sentence="")


def _forget_order(prefecture_id: str, order_id: UUID) -> int:
    """情報提供等記録の廃棄. By a function that counts the years itself: the worker may delete no record."""
    with transaction_for(system_of(prefecture_id)):
        case_id = TakenOrder.objects.values_list("case_id", flat=True).get(pk=order_id)
        with connection.cursor() as cursor:
            cursor.execute("SELECT walls.forget_order(%s)", [order_id])
            [deleted] = cursor.fetchone()
        write.act("forget_record", case_id=case_id, result=f"destroyed {deleted}")
        bury(prefecture_id, Grave.RECORD, order_id)
    return 1
