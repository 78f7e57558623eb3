import * as z from 'zod';
import { strictObject } from './strict-object.ts';

const most = (fallback: number) => z.int().positive().default(fallback);

const values = {
  bodyKiB: most(256).describe('Of the body of a request.'),
  tokens: most(1000).describe('Lexical tokens of a document.'),
  depth: most(10).describe('Fields within fields. What lies within `__schema` and `__type` does not count.'),
  aliases: most(30).describe('Aliases of a document.'),
  directives: most(50).describe('Directives of a document.'),
  rootFields: z
    .int()
    .positive()
    .optional()
    .describe('Root fields of an operation; as many as aliases when not given.'),
  definitions: most(30).describe('Operations and fragments of a document.'),
  mutations: most(1).describe('Mutation fields of a request.'),
  cost: most(5000).describe('Objects that an answer may hold, as far as the document tells.'),
  upstreamCalls: most(100).describe('Requests to backends that one request may cause.'),
  requestMs: most(5000).describe('Milliseconds within which a request is answered.'),
  inFlight: most(1000).describe('Requests under way, of all callers together.'),
  inFlightPerCaller: most(100).describe('Requests under way, of one caller.'),
  requestsPerSecond: z
    .number()
    .positive()
    .optional()
    .describe('Of one caller, over any length of time; as many as are answered when not given.'),
  burst: z
    .int()
    .positive()
    .optional()
    .describe('How many requests of one caller may come at once; two seconds of them when not given.'),
};

/** `burst` belongs to `requestsPerSecond`. */
const limitNames = Object.keys(values).filter((name) => name !== 'burst') as readonly LimitName[];

type LimitName = Exclude<keyof typeof values, 'burst'>;

/** What one request, one caller and all of them together may take. */
export const limits = strictObject({
  ...values,
  warnOnly: z
    .array(z.enum(limitNames as [LimitName, ...LimitName[]]))
    .default([])
    .describe('Limits that are only told of in the log, up to ten times as much.'),
});
