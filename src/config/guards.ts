import * as z from 'zod';
import { strictObject } from './strict-object.ts';

/** The brakes on changes, and on what counts as gone. */
export const guards = strictObject({
  maxRevokedPercent: z
    .number()
    .min(0)
    .max(100)
    .default(20)
    .describe(
      'Of the assignments of a backend: how many may be revoked within windowHours unless somebody else approves.',
    ),
  maxRevoked: z.int().min(0).default(50).describe('The same as a number of assignments; the smaller holds.'),
  smallBackend: z
    .int()
    .min(0)
    .default(20)
    .describe('On a backend with fewer assignments than this smallMaxRevoked holds in place of both.'),
  smallMaxRevoked: z
    .int()
    .min(0)
    .default(5)
    .describe('Assignments of a small backend that may be revoked so.'),
  minAdmins: z.int().min(0).default(2).describe('No change may leave a backend with fewer administrators.'),
  windowHours: z.number().positive().default(24).describe('For how long what was revoked counts.'),
  planHours: z.number().positive().default(24).describe('For how long a plan can be approved and applied.'),
  approvalHours: z.number().positive().default(4).describe('For how long an approval counts.'),
  approveAdministrators: z
    .enum(['plans', 'always', 'never'])
    .default('plans')
    .describe(
      "Whose making or unmaking of administrators somebody else has to approve: that of plans, that of every mutation too, or nobody's.",
    ),
  fourEyes: z.boolean().default(true).describe('Whether the author of a plan is barred from approving it.'),
  maxVanishedPercent: z
    .number()
    .min(0)
    .max(100)
    .default(20)
    .describe(
      'Of the known accounts of a backend; a reading in which more are missing awaits confirmation. Of a backend with fewer than smallBackend accounts smallMaxRevoked may be missing in any case, but never all.',
    ),
});
