from councils.refusals import Refused


class NotOfThisCase(Refused):
    field = "mentioned"
    sentence = "宛先には、この案件を見られる職員だけを選べます。画面を開き直して、選び直してください。"


class NoSuchPlace(Refused):
    field = "place"
    sentence = "選んだ箇所は、この申込書にありません。画面を開き直して、選び直してください。"


class NotOwnWords(Refused):
    sentence = "連絡は、書いた本人だけが取り消せます。"


class WithdrawnAlready(Refused):
    sentence = "すでに取り消されています。"


class NotYetForwarded(Refused):
    sentence = "進達する前の案件では、まだ県社協に連絡できません。相談員どうしの連絡は、内部メモに書いてください。"


class NoSuchKind(Refused):
    field = "kind"
    sentence = "補正の種類が変わりました。画面を開き直して、選び直してください。"


class NotAskedNow(Refused):
    sentence = "補正を依頼できるのは、県受付から起案までの間です。"


class PapersBeingChecked(Refused):
    sentence = "登録した書類のファイルを確認しています。確認が終わってから回答してください。"


class PapersNotOpened(Refused):
    sentence = "登録できなかった書類があります。撮り直すか、取り消してから回答してください。"


class CorrectionOpen(Refused):
    """補正の依頼が済んでいない."""

    def __init__(self, kinds: list[str]) -> None:
        super().__init__(
            f"補正の依頼（{'、'.join(kinds)}）が済んでいないため、起案できません。回答を確かめるか、依頼を取り消してください。"
        )
