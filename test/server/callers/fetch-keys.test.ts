import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createAuthenticate } from '../../../src/server/callers/create-authenticate.ts';
import { type Certificates, createCertificates, opensslVersion } from '../../http/certificates.ts';
import { collectLog } from '../../log-lines.ts';
import { startIssuer, termsOf } from './issuer.ts';

const isMissing = opensslVersion() === null;
if (isMissing)
  console.warn('SKIPPED: that keys come by TLS alone, as this machine has no openssl to make certificates.');

describe.skipIf(isMissing)('the keys of an issuer by TLS', () => {
  const certificates = isMissing ? null : createCertificates();
  afterEach(() => vi.unstubAllEnvs());

  /** Whether a right token is taken where the keys are behind such a certificate, and what the log says. */
  const isTaken = async (
    of: Exclude<keyof Certificates, 'authority'>,
    authority: string | undefined = certificates?.authority,
  ) => {
    if (certificates === null) throw new Error('expected certificates');
    const folder = mkdtempSync(join(tmpdir(), 'rolecall-ca-'));
    const ca = join(folder, 'ca.pem');
    if (authority !== '') writeFileSync(ca, authority ?? '');
    const { log, lines } = collectLog();
    await using issuer = await startIssuer(['RS256'], { certificate: certificates[of] });
    try {
      const authenticate = createAuthenticate({
        tokens: [],
        jwt: {
          ...termsOf(issuer),
          jwksUri: issuer.jwksUri,
          ca: authority === '' ? undefined : ca,
        },
        now: Date.now,
        log,
      });
      const caller = await authenticate(`Bearer ${await issuer.token()}`);
      return { name: caller?.name, told: lines.join(''), fetches: issuer.fetches() };
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('are believed where the configured authority vouches for the issuer', async () => {
    expect(await isTaken('good')).toMatchObject({ name: 'jwt:ada', told: '', fetches: 1 });
  });

  it('P29: are not asked for where the system knows no authority for it', async () => {
    const { name, told, fetches } = await isTaken('good', '');
    expect({ name, fetches }).toEqual({ name: undefined, fetches: 0 });
    expect(told).toContain("the issuer's keys could not be fetched");
  });

  it.each(['expired', 'notYetValid', 'wrongName', 'selfSigned', 'unknownAuthority'] as const)(
    'P29: are not asked for by a certificate that is %s, whatever the environment says',
    async (of) => {
      vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
      expect(await isTaken(of)).toMatchObject({ name: undefined, fetches: 0 });
    },
  );
});
