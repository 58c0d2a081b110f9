// A solver that knows nothing of the package: arrays of numbers, the gradient of the loss, Runge and Kutta's method.

export type Rows = number[][];

export interface Network {
  W1: Rows;
  W2: Rows;
}

export interface Task extends Network {
  sigmaYX: Rows;
  tau: number;
}

/** The weights at time t of τ dW/dt = −∂L/∂W for white inputs, in 500 steps. */
export function rungeKutta({ W1, W2, sigmaYX, tau }: Task, t: number): Network {
  const steps = 500;
  const h = t / tau / steps;
  let now: Network = { W1, W2 };
  for (let step = 0; step < steps; step++) {
    const k1 = slope(now, sigmaYX);
    const k2 = slope(move(now, h / 2, k1), sigmaYX);
    const k3 = slope(move(now, h / 2, k2), sigmaYX);
    const k4 = slope(move(now, h, k3), sigmaYX);
    now = move(move(move(move(now, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
  }
  return now;
}

function slope({ W1, W2 }: Network, sigmaYX: Rows): Network {
  const error = plus(sigmaYX, -1, times(W2, W1));
  return { W1: times(transpose(W2), error), W2: times(error, transpose(W1)) };
}

function move(from: Network, h: number, along: Network): Network {
  return { W1: plus(from.W1, h, along.W1), W2: plus(from.W2, h, along.W2) };
}

export function times(a: Rows, b: Rows): Rows {
  return a.map(row => b[0]!.map((_, j) => row.reduce((sum, entry, k) => sum + entry * b[k]![j]!, 0)));
}

function plus(a: Rows, h: number, b: Rows): Rows {
  return a.map((row, i) => row.map((entry, j) => entry + h * b[i]![j]!));
}

function transpose(a: Rows): Rows {
  return a[0]!.map((_, j) => a.map(row => row[j]!));
}
