"""Prints as JSON what this interpreter has to compare with: a module that is missing is null."""

import json
import os
import platform
import re
import sys


# Debian's alternatives keep the name libblas in a folder named after the library, so the whole path is searched.
BLAS_BY_MARK = [
    ("openblas", "OpenBLAS"),
    ("mkl", "MKL"),
    ("blis", "BLIS"),
    ("atlas", "ATLAS"),
    ("libblas", "reference BLAS"),
]


def numpy_facts():
    try:
        import numpy
    except ImportError:
        return None
    product = numpy.ones((300, 300))
    product @ product  # a BLAS with threads of its own has started them after this
    return {"version": numpy.__version__, "blas": loaded_blas(), "threads": own_threads()}


def loaded_blas():
    """Which BLAS this process has loaded, by the files of its libraries; null where that cannot be told."""
    try:
        with open("/proc/self/maps") as maps:
            files = {os.path.realpath(line.split()[-1]).lower() for line in maps if "/" in line}
    except OSError:
        return None
    libraries = [file for file in files if re.search("blas|mkl|blis|atlas", file) and ".so" in file]
    return next((name for mark, name in BLAS_BY_MARK if any(mark in file for file in libraries)), None)


def own_threads():
    try:
        return len(os.listdir("/proc/self/task"))
    except OSError:
        return None


def mpmath_facts():
    try:
        import mpmath
    except ImportError:
        return None
    return {"version": mpmath.__version__, "backend": mpmath.libmp.BACKEND}


def gmpy2_facts():
    try:
        import gmpy2
    except ImportError:
        return None
    return {"version": gmpy2.version()}


print(
    json.dumps(
        {
            "executable": os.path.realpath(sys.executable),
            "python": platform.python_version(),
            "numpy": numpy_facts(),
            "mpmath": mpmath_facts(),
            "gmpy2": gmpy2_facts(),
        }
    )
)
