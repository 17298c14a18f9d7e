"""設定の一覧. Every setting by its name: its kind, what holds until a prefecture decides, and why."""

from dataclasses import dataclass

from django.db import models

Value = bool | int


class UnknownSetting(KeyError):
    """A name that stands in no registry is a fault of ours, never a default."""


class SettingKind(models.TextChoices):
    FLAG = "flag", "する・しない"
    COUNT = "count", "数"


@dataclass(frozen=True)
class Entry:
    """設定項目. default holds until a prefecture has decided; why is the reason for it, as staff read it.

    least and most bound a count; a flag has neither. words name the figures of a count from 0, where it is a choice.
    zone: where it is decided, since each database has its own rows.
    """

    name: str
    label: str
    kind: SettingKind
    default: Value
    why: str
    unit: str = ""
    least: int = 0
    most: int = 0
    words: tuple[str, ...] = ()
    zone: str = "office"

    def is_fit(self, value: object) -> bool:
        """Of the right kind, and within its bounds."""
        if self.kind == SettingKind.FLAG:
            return isinstance(value, bool)
        return isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most


SECOND_FACTOR_FOR_ALL = Entry(
    "signin.second_factor_for_all",
    "すべての職員に二つめの確認を求める",
    SettingKind.FLAG,
    default=False,
    why=(
        "情報照会・決裁・管理・監査には、設定にかかわらず必ず求めます。"
        "窓口の職員全員に求めるには、確認アプリやパスキーの用意と、失くしたときの手助けが先に要るため、"
        "準備の整った県から「する」に切り替えます。自分で登録した職員には、いまでも毎回求めます。"
    ),
)

ONE_OFFICER_LINKS = Entry(
    "inquiry.one_officer_links",
    "照会担当が一人の日の紐付け（後確認）を認める",
    SettingKind.FLAG,
    default=False,
    why=(
        "紐付けは、提案した担当と別の担当が確定するのが原則です。"
        "指定された照会担当が一人しかいない日に限り、理由と確認資料を記録した紐付けを認める県は「する」に切り替えます。"
        "別の担当の後確認が済むまで、照会結果は事務局に届かず、決裁に進めません。"
    ),
    zone="gate",
)

TRAINING_REQUIRED = Entry(
    "inquiry.training_required",
    "研修の有効期限が切れた照会担当の照会を止める",
    SettingKind.FLAG,
    default=False,
    why=(
        "はじめは、期限切れを画面に出すだけにします。研修の記録がそろう前に止めると、照会できる人がいなくなるためです。"
        "「する」に切り替えると、有効な研修の記録がない照会担当は、新しい照会をできなくなります。"
    ),
    zone="gate",
)

HOUSEHOLD_ROAD = Entry(
    "inquiry.household_road",
    "世帯構成を照会するところ",
    SettingKind.COUNT,
    default=0,
    why=(
        "住基ネットについて公表されているのは個人ごとの情報だけのため、はじめは住民票関係情報を市区町村に照会します。"
        "住基ネットで世帯構成を照会できると確認した県は「住基ネット」に切り替えます。"
        "切り替える前に始めた照会は、そのまま続けます。"
    ),
    most=1,
    words=("住民票関係情報（市区町村）", "住基ネット"),
    zone="gate",
)

DICTATION = Entry(
    "consultations.dictation",
    "相談の聞き取りで音声入力（端末の中だけ）を使う",
    SettingKind.FLAG,
    default=False,
    why=(
        "声は個人情報です。端末の中だけで文字にできるブラウザーでのみ使え、外部のサーバーには送りません。"
        "できないブラウザーではボタンを出しません。端末と部屋の条件を確かめた県が「する」に切り替えます。"
    ),
)

_ALL = (SECOND_FACTOR_FOR_ALL, ONE_OFFICER_LINKS, TRAINING_REQUIRED, HOUSEHOLD_ROAD, DICTATION)
_BY_NAME = {entry.name: entry for entry in _ALL}


def learn(*more: Entry) -> None:
    """設定項目を加える. Each package brings its own when it is loaded; again the same is the same."""
    _BY_NAME.update({entry.name: entry for entry in more})


def entry_of(name: str) -> Entry:
    """Raises UnknownSetting."""
    try:
        return _BY_NAME[name]
    except KeyError:
        raise UnknownSetting(name) from None


def entries(zone: str) -> tuple[Entry, ...]:
    """Those that are decided in this zone, in the order in which an administrator reads them."""
    return tuple(entry for entry in _BY_NAME.values() if entry.zone == zone)
