/** Ends in order on the first SIGINT or SIGTERM; the second one ends at once. */
export const closeOnSignal = (running: { close(): Promise<void> }): void => {
  const signals = ['SIGINT', 'SIGTERM'] as const;
  const close = (): void => {
    for (const signal of signals) process.removeListener(signal, close);
    void running.close();
  };
  for (const signal of signals) process.on(signal, close);
};
