import * as audit from './audit.ts';
import type { Document } from './document.ts';
import * as drift from './drift.ts';
import * as plan from './plan.ts';
import * as run from './run.ts';
import * as user from './user.ts';

/** All that the command line asks a gateway, by the names of the constants. */
export const everyDocument: ReadonlyMap<string, Document<unknown, never>> = new Map(
  [audit, drift, plan, run, user].flatMap((module) =>
    Object.entries(module).filter(
      (entry): entry is [string, Document<unknown, never>] =>
        typeof entry[1] === 'object' && 'text' in entry[1],
    ),
  ),
);
