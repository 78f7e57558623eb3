import { environment, startAll } from '../../src/cli/emulate.ts';

export type Kind = 'IOT_CENTRAL' | 'CDATA_SYNC' | 'CFENGINE' | 'CIPHERSCALE';

/** A list of 100 users as each emulator answers it. */
export const takePages = async (): Promise<Readonly<Record<Kind, string>>> => {
  const { iotCentral, cdataSync, cfengine, cipherscale, close } = await startAll({
    people: 200,
    seed: 1,
    port: 0,
  });
  const { IOT_TOKEN = '', CDATA_TOKEN = '', CFE_PASSWORD = '', CS_KEY = '' } = environment;
  const basic = Buffer.from(`admin:${CFE_PASSWORD}`).toString('base64');
  try {
    return {
      IOT_CENTRAL: await take(`${iotCentral.url}/api/users?api-version=2022-07-31`, {
        authorization: IOT_TOKEN,
      }),
      CDATA_SYNC: await take(`${cdataSync.url}/api.rsc/v2/users`, { 'x-cdata-authtoken': CDATA_TOKEN }),
      CFENGINE: await take(`${cfengine.url}/api/user?page=1&count=100`, { authorization: `Basic ${basic}` }),
      CIPHERSCALE: await take(`${cipherscale.url}/tenants/users?page=1&limit=100`, { apikey: CS_KEY }),
    };
  } finally {
    await close();
  }
};

/** One of them has no pages: what is more than 100 is cut off. */
const take = async (url: string, headers: Record<string, string>): Promise<string> => {
  const response = await fetch(url, { headers });
  if (!response.ok) throw new Error(`expected a page of users at ${url}, got ${response.status}`);
  const page: unknown = await response.json();
  return JSON.stringify(page, (_, value) => (Array.isArray(value) ? value.slice(0, 100) : value));
};
