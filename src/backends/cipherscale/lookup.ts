import type { CallOptions } from '../../domain/call-options.ts';
import { BackendError } from '../../domain/errors.ts';
import type { CipherscaleClient } from './client.ts';
import type { Group, User } from './wire.ts';

/** Throws NOT_FOUND where there is none. */
export const requireUser = async (
  client: CipherscaleClient,
  id: string,
  options?: CallOptions,
): Promise<User> => (await client.findUser(id, options)) ?? missing(client, 'account');

/** Throws NOT_FOUND where there is none. */
export const requireGroup = async (
  client: CipherscaleClient,
  id: string,
  options?: CallOptions,
): Promise<Group> => (await client.findGroup(id, options)) ?? missing(client, 'group');

const missing = ({ backend }: CipherscaleClient, record: string): never => {
  throw new BackendError('NOT_FOUND', `Backend ${backend} has no such ${record}`, { backend });
};
