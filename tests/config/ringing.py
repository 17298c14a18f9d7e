"""A Celery application of one task, for trying a broker's URL with a real worker."""

import os

import redis
from celery import Celery

app = Celery("ringing", broker=os.environ["BROKER_URL"])
app.conf.task_ignore_result = True


@app.task(name="ring")
def ring(word):
    with redis.from_url(os.environ["REDIS_URL"]) as client:
        client.rpush("rung", word)
