"""One act each: find, check, let the database change and record. Everything that gives a right is a proposal."""

from councils.administration.actions.confirm import confirm, withdraw
from councils.administration.actions.designate import designate, end_designation
from councils.administration.actions.factor import reset_factor
from councils.administration.actions.home import register_home
from councils.administration.actions.invite import accept, invite, invite_again
from councils.administration.actions.leave import leave
from councils.administration.actions.move import move
from councils.administration.actions.posts import end_post, give_post
from councils.administration.actions.setting import change_setting
from councils.administration.actions.suspend import resume, suspend

__all__ = [
    "accept",
    "change_setting",
    "confirm",
    "designate",
    "end_designation",
    "end_post",
    "give_post",
    "invite",
    "invite_again",
    "leave",
    "move",
    "register_home",
    "reset_factor",
    "resume",
    "suspend",
    "withdraw",
]
