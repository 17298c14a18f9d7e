from councils import access
from councils.permissions import RIGHTS, Permission
from councils.tenancy import Actor

_READERS = frozenset({Permission.AUDIT, Permission.ADMINISTER})


def reads_trail(by: Actor) -> bool:
    """The post is one that reads the trail (walls.md §4)."""
    return bool(RIGHTS[by.post] & _READERS)


def check_reads_trail(by: Actor) -> None:
    """記録の閲覧. An auditor's right, or an administrator's. Raises NotPermitted."""
    access.check_may(by, Permission.ADMINISTER if Permission.ADMINISTER in RIGHTS[by.post] else Permission.AUDIT)
