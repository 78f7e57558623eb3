/** Whether a request may change something. */
export const isWrite = ({ method }: { readonly method: string }): boolean => method !== 'GET';
