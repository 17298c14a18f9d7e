from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from councils.doors import StaffRequest, door
from councils.signin.stages import POST_KEY
from councils.trail import write


@require_GET
def health(request: HttpRequest) -> HttpResponse:
    """Lives, and reaches its database and its sessions: what is pressed now would be taken. Says nothing else."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    cache.get("health")
    return HttpResponse("ok", content_type="text/plain")


@require_GET
def no_post(request: HttpRequest) -> HttpResponse:
    """Signed in, but no post today: an expired or missing right, or a designation that ended."""
    return render(request, "no_post.html", {"is_gate": settings.ZONE == "gate"}, status=403)


@door(None, "POST")
def choose_post(request: StaffRequest) -> HttpResponse:
    """職の切替え. Rights belong to the post one acts in."""
    wanted = request.POST.get("post", "")
    for post in request.posts:
        if str(post.pk) == wanted:
            request.session[POST_KEY] = post.pk
            write.act("choose_post", result=post.kind)
    return redirect("/")
