import { BackendError } from '../../domain/errors.ts';
import type { CallOptions } from '../backend.ts';
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

/** The backend's error as a value: the failure of one answer harms no other. */
export const orError = async <T>(promise: Promise<T>): Promise<T | BackendError> => {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof BackendError) return error;
    throw error;
  }
};

/** Tells answers from errors among the results of `orError`. */
export const isAnswer = <T>(result: T): result is Exclude<T, BackendError> =>
  !(result instanceof BackendError);

const missing = ({ backend }: CipherscaleClient, record: string): never => {
  throw new BackendError('NOT_FOUND', `Backend ${backend} has no such ${record}`, { backend });
};
