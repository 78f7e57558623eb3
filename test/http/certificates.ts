import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Certificates for `127.0.0.1`, but for what their name says. All PEM. */
export type Certificates = {
  /** Signed `good`, `expired`, `notYetValid` and `wrongName`. */
  readonly authority: string;
  readonly good: Certificate;
  readonly expired: Certificate;
  readonly notYetValid: Certificate;
  readonly wrongName: Certificate;
  readonly selfSigned: Certificate;
  /** Right in everything, but by an authority that nobody trusts. */
  readonly unknownAuthority: Certificate;
};

export type Certificate = { readonly cert: string; readonly key: string };

/** `null` where this machine has no openssl. */
export const opensslVersion = (): string | null => {
  try {
    return execFileSync('openssl', ['version'], { encoding: 'utf8' }).trim();
  } catch {
    return null;
  }
};

export const createCertificates = (): Certificates => {
  const folder = mkdtempSync(join(tmpdir(), 'rolecall-certificates-'));
  const openssl = (...args: readonly string[]) =>
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  const read = (name: string) => readFileSync(join(folder, name), 'utf8');
  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  const createKey = (name: string) =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', `${name}.key`);

  const sign = (
    name: string,
    authority: string,
    subject: string,
    from: string,
    until: string,
  ): Certificate => {
    createKey(name);
    openssl('req', '-new', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-out', `${name}.csr`);
    // `openssl x509` learnt to set both dates only in 3.4; `openssl ca` always could.
    write('index.txt', '');
    write('ca.cnf', authorityConfig(subject));
    openssl(
      ...['ca', '-batch', '-config', 'ca.cnf', '-in', `${name}.csr`, '-out', `${name}.crt`],
      ...['-cert', `${authority}.crt`, '-keyfile', `${authority}.key`, '-startdate', from, '-enddate', until],
    );
    return { cert: read(`${name}.crt`), key: read(`${name}.key`) };
  };

  const signItself = (name: string, extension: string): Certificate => {
    createKey(name);
    openssl(
      ...['req', '-x509', '-key', `${name}.key`, '-subj', `/CN=${name}`, '-addext', extension],
      ...['-days', '1', '-out', `${name}.crt`],
    );
    return { cert: read(`${name}.crt`), key: read(`${name}.key`) };
  };

  try {
    const { cert: authority } = signItself('authority', 'keyUsage=critical,keyCertSign');
    signItself('stranger', 'keyUsage=critical,keyCertSign');
    const [early, late] = ['20200101000000Z', '20490101000000Z'];
    return {
      authority,
      good: sign('good', 'authority', 'IP:127.0.0.1', early, late),
      expired: sign('expired', 'authority', 'IP:127.0.0.1', early, '20200102000000Z'),
      notYetValid: sign('not-yet-valid', 'authority', 'IP:127.0.0.1', '20480101000000Z', late),
      wrongName: sign('wrong-name', 'authority', 'DNS:hub.internal, IP:127.0.0.2', early, late),
      selfSigned: signItself('self-signed', 'subjectAltName=IP:127.0.0.1'),
      unknownAuthority: sign('unknown-authority', 'stranger', 'IP:127.0.0.1', early, late),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const authorityConfig = (subject: string): string => `
[ca]
default_ca = here
[here]
new_certs_dir = .
database = index.txt
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
x509_extensions = server
[any]
commonName = supplied
[server]
subjectAltName = ${subject}
extendedKeyUsage = serverAuth
`;
