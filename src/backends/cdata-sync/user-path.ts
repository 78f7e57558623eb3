import { path, UnusableSegment, type UrlPath } from '../../http/path.ts';

export const usersPath = path`/api.rsc/v2/users`;

/** POST is printed with a slash at the end, everything else without. */
export const usersPathAsPrinted = path`/api.rsc/v2/users/`;

/** Throws `UnusableSegment`. */
export const pathOfUser = (id: string): UrlPath => path`/api.rsc/v2/users/${id}`;

/** Whether a path can name it: an account that no path can name does not exist here, and cannot. */
export const isAddressable = (id: string): boolean => {
  try {
    pathOfUser(id);
    return true;
  } catch (error) {
    if (error instanceof UnusableSegment) return false;
    throw error;
  }
};
