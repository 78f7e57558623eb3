import type { GatewayProcess } from './gateway-process.ts';

/** What one question is answered. Throws where it is answered with an error. */
export const ask = async <Answer>(
  { url, token }: Pick<GatewayProcess, 'url' | 'token'>,
  query: string,
): Promise<Answer> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const { data, errors } = (await response.json()) as { readonly data: Answer; readonly errors?: unknown };
  if (errors !== undefined) throw new Error(`${query} was answered ${JSON.stringify(errors)}`);
  return data;
};
