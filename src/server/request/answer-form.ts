/** What an answer is written in. */
export type AnswerForm = {
  readonly contentType: string;
  /** Of an answer without data. Clients that ask for `application/json` by name were promised 200 for whatever GraphQL says. */
  readonly statusWithoutData: 200 | 400;
};

/** What the Accept header asks for; `null` where it takes no form that there is. https://graphql.github.io/graphql-over-http/draft/#sec-Accept */
export const answerFormFor = (accept = '*/*'): AnswerForm | null => {
  const ranges = accept.toLowerCase().split(',').map(parseRange);
  const own = wish(ranges, 'application/graphql-response+json');
  const plain = wish(ranges, 'application/json');
  if (own.quality === 0 && plain.quality === 0) return null;
  return plain.quality === 0 || (own.isNamed && own.quality >= plain.quality)
    ? { contentType: 'application/graphql-response+json; charset=utf-8', statusWithoutData: 400 }
    : {
        contentType: 'application/json; charset=utf-8',
        statusWithoutData: plain.isNamed ? 200 : 400,
      };
};

type Range = { readonly type: string; readonly quality: number };

const parseRange = (range: string): Range => {
  const [type = '', ...parameters] = range.split(';').map((part) => part.trim());
  const quality = Number(parameters.find((parameter) => parameter.startsWith('q='))?.slice(2) ?? 1);
  return { type, quality: Number.isNaN(quality) ? 0 : quality };
};

/** How much a type is wanted: as the range says that fits it most closely. */
const wish = (ranges: readonly Range[], type: string) => {
  const [fitting] = [type, 'application/*', '*/*'].flatMap((pattern) =>
    ranges.filter((range) => range.type === pattern),
  );
  return { quality: fitting?.quality ?? 0, isNamed: fitting?.type === type };
};
