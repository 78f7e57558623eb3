import * as z from 'zod';

/**
 * `z.array` that reads no further than the first entry that does not fit. zod has no end to that: it keeps some 800 bytes for each member that
 * is missing in each entry, half a gigabyte for 256 KiB of `{},` where six were expected.
 */
export const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.array(z.unknown()).transform((values, context) => {
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
