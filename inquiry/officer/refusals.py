"""照会の断り. Why an officer cannot do this now, and what to do instead."""

from councils.refusals import Refused


class OrderClosed(Refused):
    sentence = "この案件は終了し、番号を廃棄しました。照会が必要なときは、事務局に新しい照会依頼を頼んでください。"


class NobodyToAsk(Refused):
    sentence = "照会できる人がまだいません。先に本人特定を済ませてください。"


class AllAsked(Refused):
    sentence = "本人特定が済んだ方には、すでにすべて照会しています。"


class PlaceUnknown(Refused):
    def __init__(self, name: str) -> None:
        super().__init__(f"{name}さんの住所から市区町村を決められません。事務局に住所の確認を頼んでください。")


class NotUnderConfirmation(Refused):
    sentence = "この方の本人特定は、いま担当者の確認を待っていません。画面を開き直してください。"


class NotSeen(Refused):
    sentence = "候補者の記録をまだ見ていません。「候補者の記録を見る」で見比べてから、操作してください。"


class OwnProposal(Refused):
    sentence = "ご自身が提案した紐付けは、ご自身では確定できません。別の照会担当にお願いしてください。"


class NothingToDecide(Refused):
    sentence = "この照会は、いま担当者の判断を待っていません。画面を開き直してください。"


class NobodyNext(Refused):
    sentence = "この情報には、いま次の照会先がありません。画面を開き直してください。"


class NothingToShow(Refused):
    sentence = "この方の回答は、まだ届いていません。"


class NotTrained(Refused):
    sentence = "有効な研修の記録がないため、照会できません。研修を受けて、責任者に記録を頼んでください。"


class NoSuchOfficer(Refused):
    field = "staff_id"
    sentence = "照会担当を一覧から選んでください。"


class OwnTraining(Refused):
    field = "staff_id"
    sentence = "ご自身の研修は、ご自身では記録できません。別の責任者に頼んでください。"


class EndsBeforeItBegins(Refused):
    field = "valid_until"
    sentence = "有効期限は、修了日より後の日にしてください。"
