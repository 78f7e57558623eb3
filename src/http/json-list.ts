import * as z from 'zod';

/**
 * `z.array` that stops at the first entry that does not fit. zod goes on: it keeps some 800 bytes for each missing member of each entry, half a
 * gigabyte for 256 KiB of `{},` where six members were expected. More than `most` entries are none.
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
        // An issue that was told is one that can be told again, though zod's types have no name for both.
        for (const issue of result.error.issues)
          context.issues.push({ ...issue, path: [at, ...issue.path] } as z.core.$ZodRawIssue);
        return z.NEVER;
      }
      entries.push(result.data);
    }
    return entries;
  });

/**
 * The same within a record, such as the roles of an account. Small entries become larger as they are read, and a million of them half a
 * gigabyte: a thousand are far more than one account holds anywhere.
 */
export const recordListOf = <Entry extends z.ZodType>(entry: Entry) => listOf(entry, { most: 1000 });
