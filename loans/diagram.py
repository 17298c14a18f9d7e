"""状態遷移図. loans/states.py as a drawing; `python -m loans.diagram` renews it in the README."""

from pathlib import Path

from loans.states import ENDED, NEXT, RANKS, Posts, State

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- states -->", "<!-- /states -->"


def drawing() -> str:
    """Mermaid, with the words that staff read; whoever takes a step stands behind it."""
    lines = ["```mermaid", "stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in State]
    lines += [f"    [*] --> {State.DRAFT.value}"]
    lines += [
        f"    {before.value} --> {after.value}: {step.label}（{_hands(posts)}）"
        for (before, step), (after, posts) in NEXT.items()
    ]
    lines += [f"    {state.value} --> [*]" for state in State if state in ENDED]
    return "\n".join([*lines, "```"])


def _hands(posts: Posts) -> str:
    """Who takes the step: the post, or 決裁者 for all ranks."""
    return "決裁者" if posts == RANKS else "・".join(post.label for post in posts)


def renewed(text: str) -> str:
    """The text with today's drawing between its two marks."""
    head, _, rest = text.partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{drawing()}\n{END}{tail}"


if __name__ == "__main__":
    README.write_text(renewed(README.read_text(encoding="utf-8")), encoding="utf-8")
