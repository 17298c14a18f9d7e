"""The steps of one case in their order, each by the person whose step it is."""

from config.walk import counter, gate, office
from config.walk.walk import Step, Walk

__all__ = ["STEPS", "Step", "Walk"]

STEPS = (
    Step("相談を記録", "aoba", counter.consult),
    Step("借入申込書を作成", "aoba", counter.apply),
    Step("世帯の成年全員の同意を確認", "aoba", counter.consents),
    Step("書類を登録", "aoba", counter.papers),
    Step("申込を受付", "aoba", counter.submit),
    Step("市区町村社協の意見", "aoba", counter.opine),
    Step("進達", "wakaba", counter.forward),
    Step("県社協が受付", "sakura", office.receive),
    Step("情報照会を依頼", "sakura", office.order),
    Step("本人特定", "shirabe", gate.identify),
    Step("全員に一括照会", "shirabe", gate.ask),
    Step("回答を閲覧（閲覧の記録が先）", "shirabe", gate.look),
    Step("照会結果が届く", "sakura", office.findings),
    Step("審査・起案", "sakura", office.review),
    Step("決裁（係長）", "momiji", office.sign_first),
    Step("決裁（課長）・決定", "kaede", office.sign_last),
    Step("業務システムの番号が届く", "sakura", office.arrive),
    Step("決定通知書・償還計画表", "aoba", office.letters),
    Step("個人番号の廃棄", "shirabe", gate.destroy),
)
