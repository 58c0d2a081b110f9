/** Aborts `stop` on the first SIGINT or SIGTERM, until it is released: what was done so far is to be kept. */
export function stopOnSignal(): { readonly stop: AbortController; readonly release: () => void } {
  const stop = new AbortController();
  const onSignal = (): void => stop.abort();
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  return { stop, release: () => process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal) };
}
