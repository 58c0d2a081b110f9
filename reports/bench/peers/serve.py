"""What all peers share: a request is one line of JSON on stdin, its answer one line on stdout, until stdin ends."""

import json
import sys
import time


def serve(answer):
    for line in sys.stdin:
        try:
            reply = answer(json.loads(line))
        except Exception as error:  # the bench prints it in place of figures
            reply = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(reply), flush=True)


def seconds_per_call(work, at_least):
    """Seconds that `work` says it took, per call, over as many calls as take `at_least` seconds."""
    total, calls = 0.0, 0
    while calls == 0 or total < at_least:
        total += work()
        calls += 1
    return total / calls


def least_seconds(work, at_least):
    """The least of the seconds that `work` says it took, over as many calls as take `at_least` seconds."""
    total, least = 0.0, float("inf")
    while total < at_least or least == float("inf"):
        seconds = work()
        total, least = total + seconds, min(least, seconds)
    return least


def timed(work):
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin
