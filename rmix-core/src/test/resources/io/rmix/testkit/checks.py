"""Runs functions as checks and prints a line for each, which PythonScript reads: 'ok NAME -' or 'failed NAME WHY'."""
import sys
import time
import traceback

_checks = []


def check(function):
    _checks.append((function.__name__, function))
    return function


def add(name, function, *arguments):
    _checks.append((name, lambda: function(*arguments)))


def equal(expected, got):
    if expected != got:
        raise AssertionError('expected %r, not %r' % (expected, got))


def until(what, condition):
    """Waits for a condition, never for time."""
    end = time.monotonic() + 30
    while not condition():
        if time.monotonic() > end:
            raise AssertionError('not within 30 s: ' + what)
        time.sleep(0.002)


def run():
    failed = 0
    for name, function in _checks:
        try:
            function()
            print('ok', name, '-')
        except Exception:
            failed = 1
            print('failed', name, traceback.format_exc().strip().replace('\n', '\t'))
        sys.stdout.flush()
    sys.exit(failed)
