"""照会の支障. What became of an inquiry that waits for an officer, and what to do, in one sentence each."""

from inquiry.sources.outcomes import ResultClass
from inquiry.vault.models import Inquiry

_SENTENCES = {
    "no_answer": "送信しましたが、届いたかどうか分かりません。提供元に電話で確かめてください。",
    "no_answer_in_time": "受け付けられましたが、期限を過ぎても回答が届きません。提供元に電話で確かめてください。",
    "not_understood": "返ってきた内容を読み取れませんでした。照会は届いている可能性があります。",
    "somebody_else": "別の方の回答が届いたため、保存していません。提供元と管理者に知らせてください。",
    "no_such_receipt": "受付番号が見つからないと返ってきました。提供元に電話で確かめてください。",
    ResultClass.DUPLICATE_RECORD.value: "同じ番号の照会がすでに届いています。回答は受け取れていません。",
    ResultClass.PROVIDER_STOPPED.value: "提供元が停止しています。再開を確かめてから、新しく照会してください。",
    ResultClass.TIMEOUT.value: "提供元が時間内に回答しませんでした。様子を確かめてから、新しく照会してください。",
    ResultClass.WRONG_PERSON.value: (
        "提供元が、別の方の可能性があると知らせました。回答は保存していません。本人特定を確かめてください。"
    ),
    ResultClass.UNKNOWN_CODE.value: (
        "意味の分からない応答コードが返りました。回答はありません。管理者に頼んで、応答コード表を確かめてください。"
    ),
    ResultClass.CODE_NOT_ISSUED.value: "この方の符号がまだありません。符号の取得を管理者に頼んでください。",
    ResultClass.NOT_PERMITTED.value: "この照会は許可されていないと返ってきました。設定の確認を管理者に頼んでください。",
}
_OTHERWISE = "照会が終わっていません。提供元に電話で確かめてください。"


def sentence_of(inquiry: Inquiry) -> str:
    return _SENTENCES.get(inquiry.result_class, _OTHERWISE)
