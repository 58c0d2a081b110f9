"""Theorem A.3 of domine2025 as corrected, in NumPy: npx dlo gate 'cmd:python3 examples/subjects/numpy_solver.py'"""
import json, sys, numpy as np
np.seterr(over="raise", invalid="raise")

def phi(x):
    return np.where(x == 0, 1, np.expm1(x) / np.where(x == 0, 1, x))

def trajectory(problem, times):
    W1, W2, sigma = (np.array(problem[name], dtype=float) for name in ("W1", "W2", "sigmaYX"))
    lam, m = problem["lambda"], min(sigma.shape)
    U, S, Vt = np.linalg.svd(sigma)
    U, U_rest, V, V_rest = U[:, :m], U[:, m:], Vt[:m].T, Vt[m:].T
    L = np.sqrt(S**2 + lam**2 / 4)  # eq. 8
    H = np.divide(lam / 2, L + S, out=np.zeros(m), where=L + S > 0)
    plus, minus = (1 + H) / np.sqrt(1 + H**2), (1 - H) / np.sqrt(1 + H**2)
    B = W2.T @ (U * plus) + W1 @ (V * minus)  # eq. 20
    C = W2.T @ (U * minus) - W1 @ (V * plus)  # eq. 21
    D, E = W2.T @ U_rest, W1 @ V_rest
    for t in np.array(times) / problem["tau"]:
        up, down = np.exp(L * t) / 2, np.exp(-L * t) / 2
        Z1 = (V * minus * up) @ B.T - (V * plus * down) @ C.T + np.exp(-lam / 2 * t) * V_rest @ E.T  # eq. 11
        Z2 = (U * plus * up) @ B.T + (U * minus * down) @ C.T + np.exp(lam / 2 * t) * U_rest @ D.T  # eq. 12
        A = np.eye(len(W1)) + t / 2 * ((B * phi(2 * L * t)) @ B.T + (C * phi(-2 * L * t)) @ C.T)  # eq. 13
        A += t * (phi(lam * t) * D @ D.T + phi(-lam * t) * E @ E.T)
        yield {"qqt": ((Z := np.vstack([Z1, Z2])) @ np.linalg.solve(A, Z.T)).tolist()}  # eq. 10

for message in map(json.loads, sys.stdin):
    if message["type"] == "stop":
        break
    if message["type"] == "hello":
        reply = {"type": "hello", "protocol": 1, "name": "theorem A.3 in NumPy", "capabilities": {"quantities": ["qqt"]}}
    else:
        reply = {"sequence": message["sequence"]}
        try:
            reply |= {"type": "values", "values": list(trajectory(message["problem"], message["times"]))}
        except (FloatingPointError, np.linalg.LinAlgError) as error:
            reply |= {"type": "errored", "message": str(error)}
    print(json.dumps(reply), flush=True)
