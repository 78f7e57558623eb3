import { canary, word } from './canary.ts';
import type { NamedSecret } from './find.ts';
import { type LeakyFault, leakyFaults } from './leaky-faults.ts';

/** The four kinds of backend; of IoT Central there is one for each kind of credential. */
export type Kind = 'iot' | 'dir' | 'etl' | 'hub' | 'vpn';

/** A backend of the story, with the secrets that belong to it. */
export type StoryBackend = {
  /** As configured. */
  readonly id: string;
  readonly kind: Kind;
  /** `null` for a healthy one. */
  readonly fault: LeakyFault | null;
  readonly credential: NamedSecret;
  /** Somebody else's, of which the backend tells when it is faulty. */
  readonly otherSecret: NamedSecret;
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

export const kinds: readonly Kind[] = ['iot', 'dir', 'etl', 'hub', 'vpn'];

/** Each kind healthy, and with each fault. */
export const storyBackends: readonly StoryBackend[] = [null, ...leakyFaults].flatMap((fault) =>
  kinds.map((kind): StoryBackend => {
    const id = `${kind}-${fault === null ? 'healthy' : fault.name}`;
    const password = (which: string) => canary(`${which} password on ${id}`, '"\\<é');
    return {
      id,
      kind,
      fault,
      credential: fault?.isPlain
        ? word(`credential of ${id}`)
        : canary(`credential of ${id}`, specials[kind]),
      otherSecret: canary(`other secret on ${id}`, fault?.isPlain ? '' : '"\\%&'),
      token: canary(`token for ${id}`, '+/~-'),
      passwords: { first: password('first'), second: password('second'), next: password('next') },
    };
  }),
);
