/** Whether a host is this machine and cannot be reached from another. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

/** Whether what is sent to this URL can be read by others on its way. On this machine nobody listens in between. */
export const travelsInClear = (url: string): boolean => {
  const { protocol, hostname } = URL.parse(url) ?? {};
  return protocol === 'http:' && !isLoopback((hostname ?? '').replace(/^\[|\]$/g, ''));
};
