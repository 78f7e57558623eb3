import * as z from 'zod';

/**
 * `z.array` that reads no further than the first entry that does not fit. zod has no end to that: it keeps some 800 bytes for each member that
 * is missing in each entry, half a gigabyte for 256 KiB of `{},` where six were expected. `most` is for a list within a record: small entries
 * become larger as they are read, and a million of them half a gigabyte.
 */
export const listOf = <Entry extends z.ZodType>(entry: Entry, { most = Number.POSITIVE_INFINITY } = {}) =>
  z.array(z.unknown()).transform((values, context) => {
    if (values.length > most) {
      context.issues.push({ code: 'too_big', maximum: most, origin: 'array', input: values });
      return z.NEVER;
    }
    const entries: z.output<Entry>[] = [];
    for (const [at, value] of values.entries()) {
      const result = entry.safeParse(value, { reportInput: true });
      if (!result.success) {
        for (const issue of result.error.issues)
          context.issues.push({ ...issue, path: [at, ...issue.path] } as z.core.$ZodRawIssue);
        return z.NEVER;
      }
      entries.push(result.data);
    }
    return entries;
  });

/** Of a list within a record: far more roles, groups or devices than one account holds anywhere. */
export const within = { most: 1000 } as const;
