import type { ConfiguredBackend } from '../backends/configured-backend.ts';
import { backendGone } from './refusals.ts';

/** The backend of what was written down of it. Throws NOT_FOUND where it is not configured any more. */
export const configuredFor = (
  backends: ReadonlyMap<string, ConfiguredBackend>,
  id: string,
): ConfiguredBackend => {
  const configured = backends.get(id);
  if (configured === undefined) throw backendGone(id);
  return configured;
};
