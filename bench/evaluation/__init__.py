"""Does Fanal understand people as they write: messages written apart, judged reply by reply.

    make evaluate                                    # the evaluation set, through the whole stack
    .venv/bin/python -m bench.evaluation --set development --in-process

The evaluation set (tests/evaluation) is never tuned on; tests/development serves for that.
"""
