"""照会の断り. Why an officer cannot do this now, and what to do instead."""

from councils.refusals import Refused


class OrderClosed(Refused):
    sentence = "この案件は終了し、番号を廃棄しました。照会が必要なときは、事務局に新しい照会依頼を頼んでください。"


class NobodyToAsk(Refused):
    sentence = "照会できる人がまだいません。先に本人特定を済ませてください。"


class OthersFirst(Refused):
    sentence = "本人特定が済んだ方には、すべて照会しています。残りの方の本人特定を済ませると、続けて照会できます。"


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


class AlreadyStopped(Refused):
    sentence = "この照会先への照会は、すでに停止しています。画面を開き直して確認してください。"


class NotStopped(Refused):
    sentence = "この照会先への照会は、停止していません。画面を開き直して確認してください。"


class SomebodyElse(Refused):
    sentence = "この候補は別人として除かれているか、ほかの世帯員の記録です。紐付けできません。"


class NumberOfAnother(Refused):
    sentence = "この候補の番号は、すでにほかの方に紐付けられています。先に、その方の紐付けを確認してください。"


class AnotherOnDuty(Refused):
    sentence = (
        "今日は、ほかにも照会担当がいるため、一人では紐付けられません。提案して、別の照会担当の確定を受けてください。"
    )


class LimitInThePast(Refused):
    field = "valid_from"
    sentence = "適用開始日は、今日か、今日より後の日付にしてください。さかのぼって適用することはできません。"


class TwoOfficersLink(Refused):
    sentence = "一人での紐付けは、この県では認められていません。別の照会担当の確定を受けてください。"


class NotLinked(Refused):
    sentence = "この方には、いま解除できる紐付けがありません。画面を開き直してください。"


class NothingToDecide(Refused):
    sentence = "この照会は、いま担当者の判断を待っていません。画面を開き直してください。"


class NobodyNext(Refused):
    sentence = "この情報には、いま次の照会先がありません。画面を開き直してください。"


class NothingToShow(Refused):
    sentence = "この方の回答は、まだ届いていません。"


class Quarantined(Refused):
    sentence = "この方の回答は、誤照会の申出により閲覧できません。「誤照会などの対応」の画面で進めてください。"


class CaseEnded(Refused):
    sentence = "この案件は終了したため、回答は閲覧できません。必要なときは「緊急閲覧」を申し出てください。"


class MishapDecided(Refused):
    sentence = "この対応は、すでに判断が済んでいます。画面を開き直してください。"


class OwnMishap(Refused):
    sentence = "ご自身が申し出た誤照会は、ご自身では判断できません。別の照会担当にお願いしてください。"


class StepsLeft(Refused):
    sentence = "まだ終わっていない対応があります。すべて記録してから、対応を終えてください。"


class KnownLater(Refused):
    field = "known_on"
    sentence = "知った日は、今日までの日付を入力してください。"


class DoneLater(Refused):
    field = "done_on"
    sentence = "行った日は、知った日から今日までの日付を入力してください。"


class StopUnread(Refused):
    sentence = "支援措置の対象の方です。照会の前に「支援措置の確認」を読み、確認してください。"


class NothingToAllow(Refused):
    sentence = "この緊急閲覧は、いま判断を待っていません。画面を開き直してください。"


class OwnEmergency(Refused):
    sentence = "ご自身が関わった緊急閲覧は、ご自身では判断できません。別の方にお願いしてください。"


class StillOpen(Refused):
    sentence = "まだ閲覧できる時間です。認めてから30分が過ぎた後に確かめてください。"


class NotEnded(Refused):
    sentence = "対応中の案件です。緊急閲覧ではなく、「回答を見る」から閲覧してください。"


class TooSoon(Refused):
    field = "valid_from"
    sentence = "適用開始日は、今日から7日目以降にしてください。登録した内容をほかの方が確かめる期間です。"


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
