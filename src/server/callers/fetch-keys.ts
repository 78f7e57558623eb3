import type { JSONWebKeySet } from 'jose';
import { Agent, request } from 'undici';

/**
 * Fetches a JSON Web Key Set (RFC 7517) whole: within 5 s, of at most 64 KiB, from that URL and no other. Throws what keeps it from being one;
 * whether the keys are any good is for whoever uses them to see.
 */
export const fetchKeys = async (
  uri: string,
  { ca }: { readonly ca?: string | undefined } = {},
): Promise<JSONWebKeySet> => {
  const agent = new Agent({
    // Said aloud, so that no NODE_TLS_REJECT_UNAUTHORIZED of the environment takes it back.
    connect: { rejectUnauthorized: true, ...(ca === undefined ? {} : { ca }) },
    allowH2: false,
  });
  try {
    const { statusCode, headers, body } = await request(uri, {
      dispatcher: agent,
      headers: { accept: 'application/jwk-set+json, application/json' },
      signal: AbortSignal.timeout(patienceMs),
    });
    const type = String(headers['content-type'] ?? '');
    if (statusCode !== 200 || !/^application\/(jwk-set\+)?json\s*(;|$)/i.test(type))
      throw new Error(`expected keys as JSON with 200, got ${statusCode} and ${type || 'no type'}`);
    return toKeySet(JSON.parse(await textOf(body)));
  } finally {
    await agent.destroy();
  }
};

const patienceMs = 5000;
const mostBytes = 64 * 1024;

const textOf = async (body: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.length;
    if (length > mostBytes) throw new Error(`expected keys of at most ${mostBytes} bytes, got more`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const toKeySet = (value: unknown): JSONWebKeySet => {
  if (typeof value !== 'object' || value === null || !('keys' in value) || !Array.isArray(value.keys))
    throw new Error('expected an object with a list of keys');
  return { keys: value.keys };
};
