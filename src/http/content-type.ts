/** As undici gives it: a list where the header came more than once. */
export type ContentType = string | string[] | undefined;

/** Whether an answer of this type may be JSON. One without a type may; one that says two things is not believed. */
export const mayBeJson = (type: ContentType): boolean =>
  type === undefined || jsonName.test(nameIn(type) ?? '');

/** Whether it says that people are to read it. */
export const isWebPage = (type: ContentType): boolean =>
  type !== undefined && webPage.test(nameIn(type) ?? '');

/** For a sentence, in lower case and without parameters. A type that few have heard of may be content, and is not told. */
export const nameOfType = (type: ContentType): string => {
  if (type === undefined) return 'text of no type';
  const name = nameIn(type) ?? '';
  if (wellKnown.has(name)) return name;
  return jsonName.test(name) ? 'a kind of JSON' : 'something else';
};

const webPage = /^(text\/html|application\/xhtml\+xml)$/;

const wellKnown: ReadonlySet<string> = new Set([
  'application/json',
  'application/problem+json',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/xhtml+xml',
  'application/xml',
  'text/csv',
  'text/html',
  'text/javascript',
  'text/json',
  'text/plain',
  'text/xml',
]);

/** `null` where it is no plain type. */
const nameIn = (type: string | string[]): string | null =>
  (typeof type === 'string' && plainType.exec(type)?.[1]?.toLowerCase()) || null;

/** Parameters may be any; a comma among them would begin a second type. */
const plainType = /^\s*([\w.+-]{1,80}\/[\w.+-]{1,80})\s*(;([^",]|"([^"\\]|\\.)*")*)?$/;

/**
 * `text/plain` is what many servers say of whatever they send, so it denies nothing. CFEngine says
 * `application/vnd.cfengine.enterprise-v1+json`: https://docs.cfengine.com/docs/3.5/manuals-enterprise-reporting-porting-guide.html
 */
const jsonName = /^(application\/json|text\/json|text\/plain|.+\+json)$/;
