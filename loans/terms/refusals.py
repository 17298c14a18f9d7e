"""貸付条件に合わない. What the terms say no to."""

from __future__ import annotations

from councils.refusals import Refused


class NoSuchPlan(Refused):
    """償還計画が成り立たない."""

    sentence = "この条件では償還計画を作れません。金額と償還期間をご確認ください。"


class UnknownFund(Refused):
    """その資金の条件が登録されていない."""

    sentence = "この資金の貸付条件が登録されていません。資金の種類と日付をご確認ください。"


class NoCeiling(Refused):
    """貸付限度額が定まらない."""

    sentence = "貸付限度額が定まりません。世帯の人数と貸付期間をご確認ください。"


class NoRate(Refused):
    """利率が定まらない."""

    sentence = "利率が定まりません。貸付条件の登録をご確認ください。"
