"""画面の枠. What the frame of every page (base.html) shows; the context calls it `look`."""

from collections.abc import Sequence
from dataclasses import dataclass

ZONE_NAMES = {"counter": "窓口", "office": "事務局", "gate": "照会", "all": ""}


@dataclass(frozen=True)
class NavLink:
    """メニューの項目. A count of 0 is not shown."""

    label: str
    url: str
    is_current: bool = False
    count: int = 0


@dataclass(frozen=True)
class PostOption:
    """選べる職. One of the posts that this person may act in."""

    pk: int
    label: str
    is_current: bool = False


@dataclass(frozen=True)
class Covering:
    """画面を隠すまで. Seconds until an idle page covers itself and until it says so; when the sign-in ends for good."""

    idle_seconds: int
    warn_seconds: int
    ends_at: int
    who: str
    has_factor: bool


@dataclass(frozen=True)
class Frame:
    """画面の枠. Who is signed in, where, and where they can go; all of it finished strings."""

    zone: str
    council_name: str = ""
    staff_name: str = ""
    post: str = ""
    nav: Sequence[NavLink] = ()
    sign_out_url: str = ""
    own_url: str = ""
    post_url: str = ""
    posts: Sequence[PostOption] = ()
    search_url: str = ""
    search_label: str = "電話番号・氏名・フリガナ・受付番号"
    is_demo: bool = False
    covering: Covering | None = None

    @property
    def zone_name(self) -> str:
        """窓口・事務局・照会."""
        return ZONE_NAMES[self.zone]
