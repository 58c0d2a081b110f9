"""
Gradient flow by mpmath.odefun, a Taylor method of any precision, on the raw flow of the weights in units of tau:
dW1/dt = W2^T E, dW2/dt = E W1^T, E = sigmaYX - W2 W1.

A request: W1, W2, sigmaYX (rows of fractions "p/q"), digits, and the time at which to read the weights.
The answer: seconds from the start to the weights there, and the weights' entries as decimal text.
"""

import time

from mpmath import fdot, mp, mpf, nstr, odefun
from serve import serve


def matrix(rows):
    return [[ratio(text) for text in row] for row in rows]


def ratio(text):
    numerator, _, denominator = text.partition("/")
    return mpf(int(numerator)) / int(denominator or "1")


def velocity(sigmaYX, hidden):
    outputs, inputs = len(sigmaYX), len(sigmaYX[0])

    def right_hand_side(_, y):
        W1 = [y[i * inputs : (i + 1) * inputs] for i in range(hidden)]
        W2 = [y[hidden * inputs + o * hidden : hidden * inputs + (o + 1) * hidden] for o in range(outputs)]
        W1_columns, W2_columns = list(zip(*W1)), list(zip(*W2))
        E = [[sigmaYX[o][i] - fdot(W2[o], W1_columns[i]) for i in range(inputs)] for o in range(outputs)]
        E_columns = list(zip(*E))
        dW1 = [fdot(W2_columns[h], E_columns[i]) for h in range(hidden) for i in range(inputs)]
        dW2 = [fdot(E[o], W1[h]) for o in range(outputs) for h in range(hidden)]
        return dW1 + dW2

    return right_hand_side


def answer(request):
    mp.dps = request["digits"]
    W1, W2, sigmaYX = (matrix(request[name]) for name in ("W1", "W2", "sigmaYX"))
    begin = time.process_time()
    weights = odefun(velocity(sigmaYX, len(W1)), 0, sum(W1, []) + sum(W2, []))(ratio(request["time"]))
    seconds = time.process_time() - begin
    texts = [nstr(entry, request["digits"]) for entry in weights]
    return {"seconds": seconds, "results": [texts[: len(W1) * len(W1[0])], texts[len(W1) * len(W1[0]) :]]}


serve(answer)
