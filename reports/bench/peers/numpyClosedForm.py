"""
Theorem A.3 of domine2025 (eqs. 8, 10-13, 20, 21) for Ni = No, in plain NumPy: what one would write with the page in hand.
Diagonal matrices are vectors, products that do not depend on t are taken once, and A is solved with instead of inverted.
Neither S_lambda = 0 nor growth that overflows is provided for, as in print.

A request: W1, W2, sigmaYX (rows), lambda, times in units of tau, and
  quantity "qqt" or "loss" with mode "loop" (one time after the other) or "batch" (all times as one array),
  results: indices of times whose quantity is the answer, or
  at_least: seconds that a measurement lasts; the answer is seconds of the whole trajectory without its setup;
  "setup": true adds the setup to the trajectory.
"""

import numpy as np
from serve import seconds_per_call, serve, timed

# A batch is cut so that its arrays stay in memory: this many entries of QQ^T at once (32 MiB).
BATCH_ENTRIES = 2**22


class Flow:
    def __init__(self, W1, W2, sigmaYX, lam):
        U, S, Vt = np.linalg.svd(sigmaYX)
        V = Vt.T
        S_lambda = np.sqrt(S**2 + lam**2 / 4)  # eq. 8
        H = np.sign(lam) * np.sqrt((S_lambda - S) / (S_lambda + S))  # eq. 8
        G = 1 / np.sqrt(1 + H**2)  # eq. 8
        plus, minus = G + H * G, G - H * G
        self.B = W2.T @ U * plus + W1 @ V * minus  # eq. 20
        self.C = W2.T @ U * minus - W1 @ V * plus  # eq. 21
        self.growing = np.vstack([V * minus, U * plus]) / 2
        self.decaying = np.vstack([-V * plus, U * minus]) / 2
        self.S_lambda, self.sigmaYX, self.identity = S_lambda, sigmaYX, np.eye(len(W1))

    def factors(self, t):
        """Z = [Z1; Z2] (eqs. 11, 12) and A (eq. 13) at one time t or, stacked, at times of shape (T, 1, 1)."""
        e = np.exp(t * self.S_lambda)
        Z = (self.growing * e) @ self.B.T + (self.decaying / e) @ self.C.T
        A = (
            self.identity
            + (self.B * ((e**2 - 1) / (4 * self.S_lambda))) @ self.B.T
            - (self.C * ((1 / e**2 - 1) / (4 * self.S_lambda))) @ self.C.T
        )
        return Z, A

    def qqt(self, t):
        Z, A = self.factors(t)
        return Z @ np.linalg.solve(A, Z.swapaxes(-1, -2))  # eq. 10

    def loss(self, t):
        Z, A = self.factors(t)
        n = len(self.sigmaYX)
        output = Z[..., n:, :] @ np.linalg.solve(A, Z[..., :n, :].swapaxes(-1, -2))
        return ((self.sigmaYX - output) ** 2).sum(axis=(-2, -1)) / 2


def steps(mode, times, entries):
    """What is read at once: every time by itself, or as many as fit."""
    if mode == "loop":
        return times
    most = max(1, BATCH_ENTRIES // entries)
    return [times[begin : begin + most].reshape(-1, 1, 1) for begin in range(0, len(times), most)]


def answer(request):
    W1, W2, sigmaYX = (np.array(request[name], dtype=float) for name in ("W1", "W2", "sigmaYX"))
    times = np.array(request.get("times", []), dtype=float)

    def start():
        return Flow(W1, W2, sigmaYX, request["lambda"])

    def values(flow, times):
        read = getattr(flow, request["quantity"])
        return (read(t) for t in steps(request["mode"], times, 4 * W1.size))

    def run(flow):
        for _ in values(flow, times):
            pass

    def measured():
        if request.get("setup"):
            return timed(lambda: run(start()))
        flow = start()
        return timed(lambda: run(flow))

    with np.errstate(all="ignore"):
        if "results" in request:
            read = list(values(start(), times[request["results"]]))
            each = np.concatenate(read) if request["mode"] == "batch" else read
            return {"results": [finite(np.ravel(value)) for value in each]}
        return {"seconds": seconds_per_call(measured, request["at_least"])}


def finite(values):
    """JSON has no NaN."""
    return [float(value) if np.isfinite(value) else None for value in values]


serve(answer)
