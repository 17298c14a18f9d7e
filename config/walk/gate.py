"""The steps of the gate, by its inquiry officer."""

import re

from config.walk.browser import PageSaysNo
from config.walk.walk import Walk, order_page, prefectural_number, wait


def identify(walk: Walk) -> str:
    """本人特定: by the gate's worker; the officer waits until everybody is linked."""
    number = prefectural_number(walk)
    screen = walk.screen("shirabe")

    def is_there() -> bool:
        rows = [row for row in screen.open("/").split("<tr") if number in row]
        links = re.findall(r"/orders/([0-9a-f-]{36})/", rows[0]) if rows else []
        walk.order_id = links[0] if links else ""
        return bool(links)

    wait(is_there, "the order at the gate")
    wait(lambda: "本人特定済み" in screen.open(order_page(walk)) and "本人特定待ち" not in screen.page, "the links")
    return order_page(walk)


def ask(walk: Walk) -> str:
    """一括照会: one click asks every kind for every member."""
    screen = walk.screen("shirabe")
    screen.open(order_page(walk))
    screen.fill({}, action=order_page(walk) + "ask/")
    wait(lambda: "照会完了" in screen.open(order_page(walk)), "the answers")
    return order_page(walk)


def look(walk: Walk) -> str:
    """回答の閲覧: by a committed intent, for 60 seconds."""
    screen = walk.screen("shirabe")
    page = screen.open(order_page(walk))
    [action, *_] = re.findall(r'action="(/persons/[0-9a-f-]{36}/answers/)"', page)
    screen.fill({}, action=action)
    if "/confirm/" in screen.address:
        screen.confirm()
        screen.fill({}, action=action)
    if "/looks/" not in screen.address:
        raise PageSaysNo(f"no look at {screen.address}")
    return order_page(walk)


def destroy(walk: Walk) -> str:
    """番号の廃棄: the closing reaches the gate, and the numbers are destroyed."""
    screen = walk.screen("shirabe")
    wait(lambda: "番号廃棄済み" in screen.open(order_page(walk)), "the numbers' end")
    return order_page(walk)
