"""
One operation on every pair of two arrays of numbers, in mpmath or in gmpy2's mpfr.

A request: system "mpmath" or "gmpy2", operation, bits of a number, a and b (decimal text), and
  results: true, answered by the sum of all results, as text of so many `digits`, or
  at_least: seconds that a measurement lasts, answered by seconds per operation. The least seconds of an equal loop that
  keeps its first operand instead are taken off.
"""

from serve import least_seconds, seconds_per_call, serve, timed


def system_at(name, bits, digits):
    """How the system reads a number, its functions, and how it writes one."""
    if name == "mpmath":
        import mpmath

        mpmath.mp.prec = bits
        return mpmath.mp.mpf, mpmath.mp, lambda x: mpmath.nstr(x, digits)
    import gmpy2

    gmpy2.get_context().precision = bits
    return gmpy2.mpfr, gmpy2, lambda x: f"{x:.{digits}g}"


def loop(operation, functions, pairs):
    """The loop as it is written by hand."""
    if operation == "product":
        return lambda: [x * y for x, y in pairs]
    if operation == "sum":
        return lambda: [x + y for x, y in pairs]
    if operation == "quotient":
        return lambda: [x / y for x, y in pairs]
    function = getattr(functions, operation)
    return lambda: [function(x) for x, _ in pairs]


def answer(request):
    read, functions, write = system_at(request["system"], request["bits"], request["digits"])
    pairs = [(read(x), read(y)) for x, y in zip(request["a"], request["b"])]
    work = loop(request["operation"], functions, pairs)
    if "results" in request:
        return {"results": write(sum(work(), read("0")))}
    rest = least_seconds(lambda: timed(lambda: [x for x, _ in pairs]), request["at_least"] / 4)
    return {"seconds": (seconds_per_call(lambda: timed(work), request["at_least"]) - rest) / len(pairs)}


serve(answer)
