import type { CallOptions } from '../../domain/call-options.ts';

/** Collects what a backend calls the requests of one write. */
export const collectRequestIds = (): { readonly options: CallOptions; readonly ids: readonly string[] } => {
  const ids: string[] = [];
  return { options: { onRequestId: (id) => ids.push(id) }, ids };
};
