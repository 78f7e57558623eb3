import { uuidFor } from '../population.ts';

/** The published examples: `APIUser`, whom the accepted token speaks for, and `ops`. */
export const apiUserId = '3f1c9a52-7a0e-4a53-8d0b-0b6f6d1b5a11';
export const opsUserId = '9b2d7c10-5f7b-4c4e-9d57-7f2a1a0e2b22';

/** The ids of built-in roles are their API names. */
export const adminRole = 'cdata_admin';
/** `my_role`, which `ops` holds. */
export const myRoleId = '0d7b8a4e-1c5f-4c2c-8f57-3d1f6a9b7c33';
/** `job_viewer`, which viewers among the people hold. */
export const jobViewerRoleId = uuidFor('cdata-sync:role:job_viewer');
