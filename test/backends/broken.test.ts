import { describe, expect, it } from 'vitest';
import { breakages, broken } from './broken.ts';
import { checks } from './contract/contract.ts';
import { iotCentral } from './iot-central/fixture.ts';

/** Which check has to notice which breakage. */
const noticedBy: Readonly<Record<string, string>> = {
  'drops a page': 'lists every account once, over several pages, with its roles and their organizations',
  'loses organizations':
    'lists every account once, over several pages, with its roles and their organizations',
  'reorders a batch': 'answers one for one, in the order asked, with null where there is none',
  'swallows a 500': 'P27: ends in an error, not in a shorter list, when a later page fails',
  'keeps what it read': 'sees a change that someone else made',
};

describe('the contract of the port', () => {
  it.each(Object.entries(breakages))('fails an adapter that %s', async (name, breakage) => {
    const check = checks.find(({ title }) => title === noticedBy[name]);
    if (check === undefined) throw new Error(`no check is called ${noticedBy[name]}`);
    await check.prove(iotCentral);
    await expect(check.prove(broken(iotCentral, breakage))).rejects.toThrow();
  });
});
