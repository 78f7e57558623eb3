import { connect, type Socket } from 'node:net';
import type { Question } from './door-connection.ts';
import { askSteadily, describeSteady } from './door-steady.ts';
import type { GatewayProcess } from './gateway-process.ts';

/** A thousand sockets on which a byte comes each second: heads that never end, and bodies. Another caller goes on. */
export const slowClients = async (gateway: GatewayProcess, question: () => Question): Promise<void> => {
  console.info('A thousand sockets send a byte a second: 800 in a head, 200 in a body');
  const askFor = (seconds: number) =>
    askSteadily({ url: gateway.url, token: 'twenty-a-second', question, perSecond: 20, seconds });
  const before = await askFor(10);
  const { host } = new URL(gateway.url);
  const head = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nx-slow: `;
  const body = `POST /graphql HTTP/1.1\r\nhost: ${host}\r\nauthorization: Bearer slow\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{`;
  const heads = Array.from({ length: 800 }, () => dripOn(gateway, head));
  const bodies = Array.from({ length: 200 }, () => dripOn(gateway, body));
  const during = await askFor(38);
  console.info(`  twenty a second  before  ${describeSteady(before)}`);
  console.info(`  twenty a second  during  ${describeSteady(during)}`);
  console.info(`  heads            ${await describeEnds(heads)}`);
  console.info(`  bodies           ${await describeEnds(bodies)}`);
};

type Drip = { readonly status: number; readonly openMs: number };

/** Resolves once the gateway has closed the socket. */
const dripOn = ({ url }: GatewayProcess, bytes: string): Promise<Drip> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(url);
    const began = performance.now();
    let received = '';
    const socket: Socket = connect(Number(port), hostname).setEncoding('latin1');
    socket.write(bytes);
    const drip = setInterval(() => socket.write('x'), 1000);
    socket.on('data', (piece) => {
      received += piece;
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      clearInterval(drip);
      resolve({ status: Number(received.slice(9, 12)), openMs: performance.now() - began });
    });
  });

/** Of those that are not closed a few seconds later, nobody waits for more. */
const describeEnds = async (drips: readonly Promise<Drip>[]): Promise<string> => {
  const late = new Promise<null>((resolve) => setTimeout(resolve, 5000, null));
  const ends = await Promise.all(drips.map((drip) => Promise.race([drip, late])));
  const closed = ends.filter((end) => end !== null);
  const seconds = closed.map(({ openMs }) => openMs / 1000);
  const statuses = Object.groupBy(closed, ({ status }) => status);
  const counts = Object.entries(statuses).map(([status, of]) => `${of?.length} with ${status}`);
  return `${closed.length} of ${drips.length} closed, after ${Math.min(...seconds).toFixed(1)} to ${Math.max(...seconds).toFixed(1)} s; ${counts.join(', ')}`;
};
