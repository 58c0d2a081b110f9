/**
 * A formula for a 1-1-1 network with W1(0) = ±W2(0): a = W2W1 obeys τ da/dt = 2|a|(s − a), and for a(0) = a0 > 0
 * a(t) = s e^(2st/τ) / (e^(2st/τ) − 1 + s/a0).
 */
export function oneMode(s: number, a0: number, tau: number): (t: number) => number {
  return t => {
    const growth = Math.exp((2 * s * t) / tau);
    return (s * growth) / (growth - 1 + s / a0);
  };
}
