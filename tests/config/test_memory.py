import subprocess
import sys

LOOKED = "import gc; from config.memory import look_seldom; look_seldom(); print(gc.get_freeze_count() > 0, {})"


def test_what_is_loaded_is_not_looked_through_again_and_new_objects_seldom():
    words = [sys.executable, "-c", LOOKED.format("gc.get_threshold()")]

    said = subprocess.run(words, capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "True (50000, 50, 100)"


def test_a_worker_does_so_when_it_is_ready():
    from celery.signals import worker_ready

    import config.celery
    from config.memory import look_seldom

    assert config.celery.app.main == "yorisoi"
    assert look_seldom in [each() for _, each in worker_ready.receivers]
