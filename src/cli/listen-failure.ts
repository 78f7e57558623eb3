/** Why an address cannot be listened on, in a sentence; `null` for any other error. */
export const listenFailure = (error: unknown): string | null => {
  if (!(error instanceof Error)) return null;
  const { code, syscall, address, hostname, port } = error as NodeJS.ErrnoException & {
    readonly address?: string;
    readonly hostname?: string;
    readonly port?: number;
  };
  if (syscall === 'getaddrinfo')
    return `No address is called ${hostname}; server.host names where to listen.`;
  if (syscall !== 'listen') return null;
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} of ${address} is taken. Choose another with --port; 0 takes a free one.`;
    case 'EACCES':
      return `Port ${port} of ${address} takes a right that this user lacks. Choose another with --port.`;
    case 'EADDRNOTAVAIL':
      return `${address} is no address of this machine; server.host names where to listen.`;
    default:
      return `Cannot listen on port ${port} of ${address}: ${code}.`;
  }
};
