import { path, type UrlPath } from '../../http/path.ts';

export const usersPath = path`/api.rsc/v2/users`;

/** POST is printed with a slash at the end, everything else without. */
export const usersPathAsPrinted = path`/api.rsc/v2/users/`;

/** Throws `UnusableSegment`. */
export const pathOfUser = (id: string): UrlPath => path`/api.rsc/v2/users/${id}`;
