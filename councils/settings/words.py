from councils.settings.registry import Entry, SettingKind


def value_words(entry: Entry, value: object) -> str:
    """設定の値. As staff read it: する・しない, or a figure with its unit."""
    if entry.kind == SettingKind.FLAG:
        return "する" if value else "しない"
    if entry.words and isinstance(value, int):
        return entry.words[value]
    return f"{value}{entry.unit}"
