import type { Slip } from './slip.ts';
import { slipsInBodies } from './slips-in-bodies.ts';
import { slipsInGraphQL } from './slips-in-graphql.ts';
import { slipsInHttp } from './slips-in-http.ts';

/** What callers let slip. None of it may come back, be logged or be kept. */
export const slips: readonly Slip[] = [...slipsInHttp, ...slipsInBodies, ...slipsInGraphQL];
