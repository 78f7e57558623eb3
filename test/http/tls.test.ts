import type { IncomingMessage, ServerResponse } from 'node:http';
import { createSecureServer } from 'node:http2';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { createHttpClient, type HttpClientOptions } from '../../src/http/client.ts';
import { path } from '../../src/http/path.ts';
import { politeTo } from '../backends/polite.ts';
import { secret } from './backend.ts';
import { type Certificate, type Certificates, createCertificates, opensslVersion } from './certificates.ts';
import { errorOf } from './error-of.ts';
import { startListener } from './listener.ts';

const isMissing = opensslVersion() === null;
if (isMissing)
  console.warn('SKIPPED: P29 is not proven here, as this machine has no openssl to make certificates with.');

/** An https server on loopback that keeps what it is asked. `await using` ends it. */
const startServer = async (
  certificate: Certificate,
  answer: (incoming: IncomingMessage, outgoing: ServerResponse) => void = (_, outgoing) => outgoing.end('{}'),
) => {
  const requests: string[] = [];
  const server = createServer({ ...certificate }, (incoming, outgoing) => {
    requests.push(`${incoming.method} ${incoming.url} ${incoming.headers.authorization}`);
    answer(incoming, outgoing);
  });
  // What a client refuses ends in an error here.
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}`,
    port,
    requests,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

/** One call to `url`. */
const call = async (url: string, options: Partial<HttpClientOptions> = {}) => {
  const http = createHttpClient({
    ...politeTo('hub', url, async () => ({ authorization: secret })),
    allowPlainHttp: false,
    ...options,
  });
  try {
    return await http.send({ operation: 'Users_List', method: 'GET', path: path`/api/users` });
  } finally {
    await http.close();
  }
};

describe.skipIf(isMissing)('a connection by TLS', () => {
  let certificates: Certificates;
  beforeAll(() => {
    certificates = createCertificates();
  });

  it('P29: is made where the certificate is right and its authority is trusted', async () => {
    await using server = await startServer(certificates.good);
    const answer = await call(server.url, { ca: certificates.authority });
    expect(answer.text).toBe('{}');
    expect(server.requests).toEqual([`GET /api/users ${secret}`]);
  });

  it('P29: is made where the one certificate to trust is that of the server itself', async () => {
    await using server = await startServer(certificates.selfSigned);
    expect((await call(server.url, { ca: certificates.selfSigned.cert })).status).toBe(200);
  });

  it.each<[Exclude<keyof Certificates, 'authority'>, string]>([
    ['expired', 'CERT_HAS_EXPIRED'],
    ['notYetValid', 'CERT_NOT_YET_VALID'],
    ['wrongName', 'ERR_TLS_CERT_ALTNAME_INVALID'],
    ['selfSigned', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
    ['unknownAuthority', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ])('P29: is refused as %s, and no request is sent', async (name, reason) => {
    await using server = await startServer(certificates[name]);
    const error = await errorOf(call(server.url, { ca: certificates.authority }));
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(error.message).toBe(`Backend hub gave no whole answer to Users_List: ${reason}`);
    expect(server.requests).toEqual([]);
  });

  it.each(['good', 'selfSigned'] as const)(
    "P29: is refused as %s where the system's authorities decide, and no request is sent",
    async (name) => {
      await using server = await startServer(certificates[name]);
      expect((await errorOf(call(server.url))).code).toBe('UPSTREAM_UNAVAILABLE');
      expect(server.requests).toEqual([]);
    },
  );

  it('P29: is refused also where the environment forgives everything', async () => {
    // Node warns of what this test does on purpose.
    vi.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    try {
      await using server = await startServer(certificates.selfSigned);
      expect((await errorOf(call(server.url))).code).toBe('UPSTREAM_UNAVAILABLE');
      expect(server.requests).toEqual([]);
    } finally {
      vi.unstubAllEnvs();
      vi.restoreAllMocks();
    }
  });

  it('P29: is refused again where it was refused before', async () => {
    await using server = await startServer(certificates.expired);
    const http = createHttpClient({
      ...politeTo('hub', server.url, async () => ({ authorization: secret })),
      ca: certificates.authority,
    });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const error = await errorOf(
        http.send({ operation: 'Users_List', method: 'GET', path: path`/api/users` }),
      );
      expect(error.message).toContain('CERT_HAS_EXPIRED');
    }
    await http.close();
    expect(server.requests).toEqual([]);
  });

  it('speaks HTTP/1.1 also where HTTP/2 is offered', async () => {
    const versions: string[] = [];
    const server = createSecureServer({ ...certificates.good, allowHTTP1: true }, (incoming, outgoing) => {
      versions.push(incoming.httpVersion);
      outgoing.end('{}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    const { port } = server.address() as AddressInfo;
    await call(`https://127.0.0.1:${port}`, { ca: certificates.authority });
    server.close();
    expect(versions).toEqual(['1.1']);
  });

  it('P29: is not left for plain http by a redirect', async () => {
    await using elsewhere = await startListener();
    await using server = await startServer(certificates.good, (_, outgoing) => {
      outgoing.writeHead(302, { location: `${elsewhere.url}/api/users` }).end();
    });
    const error = await errorOf(call(server.url, { ca: certificates.authority }));
    expect(error).toMatchObject({ code: 'UPSTREAM_INVALID', status: 302 });
    expect(elsewhere.connections).toBe(0);
  });

  it('P29: is not left for plain http by a link', async () => {
    const http = createHttpClient(politeTo('hub', 'https://127.0.0.1:8443', async () => ({})));
    const list = path`/api/users`;
    expect(() => http.pathOfLink('Users_List', 'http://127.0.0.1:8443/api/users', list)).toThrow(
      /leads elsewhere/,
    );
    await http.close();
  });
});

describe('plain http', () => {
  it('P29: is not spoken to an https address, whoever listens there', async () => {
    await using listener = await startListener((socket) => {
      socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
    const error = await errorOf(call(listener.url.replace('http:', 'https:')));
    expect(error.code).toBe('UPSTREAM_UNAVAILABLE');
    expect(listener.heard).not.toContain('GET');
    expect(listener.heard).not.toContain('canary');
  });

  it('P29: is refused as a base URL before anything is sent', async () => {
    await using listener = await startListener();
    await expect(call(listener.url)).rejects.toThrow(/allowPlainHttp: true/);
    expect(listener.connections).toBe(0);
  });
});
