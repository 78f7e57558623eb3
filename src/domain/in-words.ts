/** The name of a field as people say it: `time zone` for `timeZone`. The names of the schema are for those who may read it. */
export const inWords = (field: string): string =>
  field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
