import * as z from 'zod';
import { strictObject } from './strict-object.ts';

/** A native role that spells a role, alone or together with others. */
export const spelling = strictObject({
  native: z
    .string()
    .min(1)
    .describe(
      "The native role's id, or its alias where ids differ between installations (CipherScale's role type).",
    ),
  relation: z
    .enum(['EXACT', 'BROADER', 'NARROWER'])
    .default('EXACT')
    .describe('How much the native role gives, held against the role.'),
  scope: z
    .enum(['APPLICATION', 'ORGANIZATION'])
    .optional()
    .describe('Where it can be granted; both when not given.'),
});
