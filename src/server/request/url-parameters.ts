import { RolecallError } from '../../domain/errors.ts';
import { parseJson } from './json.ts';

/**
 * The parameters of a request in its URL, as a body would have them. Throws BAD_INPUT for one that is given twice, and for an encoding that
 * is none. https://graphql.github.io/graphql-over-http/draft/#sec-GET
 */
export const readUrlParameters = (url: string): Readonly<Record<string, unknown>> => {
  const at = url.indexOf('?');
  const given = (at === -1 ? '' : url.slice(at + 1)).split('&').map((pair) => {
    const [name = '', ...value] = pair.split('=');
    return [decode(name), decode(value.join('='))] as const;
  });
  return Object.fromEntries(
    names.flatMap((name) => {
      const [value, ...others] = given.filter(([one]) => one === name).map(([, one]) => one);
      if (others.length > 0) throw new RolecallError('BAD_INPUT', `expected ${name} once`);
      if (value === undefined || value === '') return [];
      return [[name, inJson.has(name) ? parseJson(Buffer.from(value), `${name} as JSON`) : value] as const];
    }),
  );
};

const names = ['query', 'documentId', 'operationName', 'variables', 'extensions'] as const;
const inJson: ReadonlySet<string> = new Set(['variables', 'extensions']);

/** As forms write it: https://url.spec.whatwg.org/#urlencoded-parsing, which would make what is no UTF-8 something else. */
const decode = (text: string): string => {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    throw new RolecallError('BAD_INPUT', 'expected parameters in percent-encoded UTF-8', { cause });
  }
};
