import * as z from 'zod';
import type { Secret } from '../../domain/secret.ts';
import { listOf, recordListOf } from '../../http/json-list.ts';

/** The one form shows what the other leaves out: `time_zone` comes with a single user, `name` and `email` not with every one. */
export const userSchema = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  /** As typed by whom it belongs to; need not be an address. */
  email: z.string().nullish(),
  roles: recordListOf(z.string()),
  external: z.boolean(),
  time_zone: z.string().nullish(),
  two_factor_enabled: z.boolean().nullish(),
});

export type WireUser = z.output<typeof userSchema>;

/** The table of users is unique over both. */
export const keyOfUser = ({ id, external }: WireUser): string => JSON.stringify([external, id]);

/** What can be written of a user. */
export type UserWrite = {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** The whole set. */
  readonly roles?: readonly string[] | undefined;
  readonly time_zone?: string | undefined;
  /** Internal users only. */
  readonly password?: Secret | undefined;
};

/** Contexts are absent on a role that sees every host. */
export const roleSchema = z.object({
  id: z.string().min(1),
  description: z.string().nullish(),
  includeContext: z.string().nullish(),
  excludeContext: z.string().nullish(),
});

export type WireRole = z.output<typeof roleSchema>;

export type RoleWrite = {
  readonly description?: string | undefined;
  readonly includeContext?: string | undefined;
  readonly excludeContext?: string | undefined;
};

export const permissionsSchema = listOf(z.object({ alias: z.string().min(1) }));

/** What lists come in, and single resources too, as a list of one. `total` counts over all pages. */
export const envelopeOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.object({
    meta: z.object({ page: z.int(), total: z.int().nonnegative() }),
    data: listOf(entry),
  });

export type Envelope<Entry> = {
  readonly meta: { readonly page: number; readonly total: number };
  readonly data: readonly Entry[];
};
