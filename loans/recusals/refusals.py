from councils.refusals import Refused


class Recused(Refused):
    """忌避している."""

    sentence = (
        "ご本人・ご親族等の案件として、担当を外れています。ほかの職員にお任せください。"
        "間違いのときは、ほかの職員に取り消してもらってください。"
    )


class OwnRecusal(Refused):
    sentence = "ご自身の届出は、ご自身では取り消せません。ほかの職員に確認してもらってください。"
