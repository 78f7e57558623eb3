import type { Output } from './find.ts';

/** An answer of GraphQL, and all of it as text. */
export type Answer = Output & { readonly body: unknown };

/** Asks as a client does and keeps everything that comes back. */
export const ask = async (
  url: string,
  place: string,
  request: { readonly token: string; readonly document: string; readonly variables: object },
): Promise<Answer> => {
  const { token, document: query, variables } = request;
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { place, text: toText(response, text), body: JSON.parse(text) };
};

/** Status, headers and body. */
export const toText = (
  { status, headers }: { readonly status: number; readonly headers: Headers },
  body: string,
): string => {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\n`);
  return `${status}\n${lines.join('')}\n${body}`;
};
