import { type Ailment, ailments } from './ailments.ts';
import { canary, word } from './canary.ts';
import type { NamedSecret } from './find.ts';

/** The four kinds of backend; of IoT Central there is one for each kind of credential. */
export type Kind = 'iot' | 'dir' | 'etl' | 'hub' | 'vpn';

/** A backend of the story. */
export type Part = {
  /** As configured. */
  readonly id: string;
  readonly kind: Kind;
  /** `null` for a healthy one. */
  readonly ailment: Ailment | null;
  readonly credential: NamedSecret;
  /** Somebody's secret of which the backend tells when it ails. */
  readonly rumour: NamedSecret;
  /** Of a caller who may do everything there and see nothing else. */
  readonly token: NamedSecret;
  /** What callers give to accounts there. */
  readonly passwords: {
    readonly first: NamedSecret;
    readonly second: NamedSecret;
    readonly next: NamedSecret;
  };
};

/** What a credential of the kind may hold besides letters and digits. */
const specials: Readonly<Record<Kind, string>> = {
  // The signature of a SharedAccessSignature is base64.
  iot: '+/+=',
  dir: '"%&+',
  etl: '"\\%<',
  hub: 'é"\\:',
  vpn: '"&+%',
};

const kinds: readonly Kind[] = ['iot', 'dir', 'etl', 'hub', 'vpn'];

/** Each kind healthy, and with each ailment. */
export const cast: readonly Part[] = [null, ...ailments].flatMap((ailment) =>
  kinds.map((kind): Part => {
    const id = `${kind}-${ailment === null ? 'healthy' : ailment.name}`;
    const password = (which: string) => canary(`${which} password on ${id}`, '"\\<é');
    return {
      id,
      kind,
      ailment,
      credential: ailment?.isPlain
        ? word(`credential of ${id}`)
        : canary(`credential of ${id}`, specials[kind]),
      rumour: canary(`rumour from ${id}`, ailment?.isPlain ? '' : '"\\%&'),
      token: canary(`token for ${id}`, '+/~-'),
      passwords: { first: password('first'), second: password('second'), next: password('next') },
    };
  }),
);

/** Callers besides those of each backend, with their rights in YAML. */
export const callers = {
  ops: { token: canary('token of ops', '+/~-'), rights: 'scopes: [admin]' },
  helpdesk: {
    token: canary('token of helpdesk', '~.+_'),
    rights: `scopes: [read], backends: [${kinds.map((kind) => `${kind}-healthy`).join(', ')}]`,
  },
  elsewhere: {
    token: canary('token of elsewhere', '-/+~'),
    rights: 'scopes: [admin], backends: [vpn-healthy]',
  },
} as const satisfies Readonly<Record<string, { readonly token: NamedSecret; readonly rights: string }>>;
