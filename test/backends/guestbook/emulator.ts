import { type Emulator, startEmulator } from '../../../src/emulators/emulator.ts';

/** The door list of a shared office: guests, and the passes that they hold. No vendor's, and shipped to nobody. */
export type GuestbookEmulator = Emulator & { readonly state: GuestbookState };

export type GuestbookState = { readonly guests: Map<string, Guest>; readonly passes: Map<string, Pass> };

export type Guest = {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  /** Ids. */
  readonly passes: readonly string[];
};

export type Pass = { readonly id: string; readonly name: string };

export const guestbookToken = 'guestbook-token-1';

export const startGuestbook = async (options: { readonly guests: number }): Promise<GuestbookEmulator> => {
  const state = seed(options.guests);
  const { guests, passes } = state;

  const emulator = await startEmulator({
    guard: ({ headers }) =>
      headers.authorization === `Bearer ${guestbookToken}` ? null : refusal(401, 'Who are you?'),
    routes: {
      'GET /guests': ({ query }) => {
        const offset = Number(query.get('offset') ?? 0);
        const shown = [...guests.values()].slice(offset, offset + Number(query.get('limit') ?? 50));
        return { status: 200, json: { guests: shown, total: guests.size } };
      },
      'GET /guests/:id': ({ params }) => {
        const guest = guests.get(params.id ?? '');
        return guest === undefined ? refusal(404, 'No such guest') : { status: 200, json: guest };
      },
      'GET /passes': () => ({ status: 200, json: { passes: [...passes.values()] } }),
      'PATCH /guests/:id/passes': ({ params, body }) => {
        const guest = guests.get(params.id ?? '');
        if (guest === undefined) return refusal(404, 'No such guest');
        const { add, remove } = JSON.parse(body) as Readonly<Record<'add' | 'remove', readonly string[]>>;
        if (add.some((id) => !passes.has(id))) return refusal(422, 'No such pass');
        const held = new Set(guest.passes).union(new Set(add)).difference(new Set(remove));
        guests.set(guest.id, { ...guest, passes: [...held] });
        return { status: 204 };
      },
    },
    unrouted: () => refusal(404, 'Nothing here'),
  });
  return { ...emulator, state };
};

const refusal = (status: number, message: string) => ({ status, json: { message } });

const seed = (count: number): GuestbookState => {
  const passes = ['door', 'desk', 'roof'].map((id) => ({ id, name: `The ${id}` }));
  const guests = Array.from({ length: count }, (_, at) => ({
    id: `guest-${at}`,
    name: `Guest ${at}`,
    email: at % 5 === 0 ? null : `Guest.${at}@example.com`,
    passes: at % 3 === 0 ? ['door', 'desk'] : ['door'],
  }));
  return {
    guests: new Map(guests.map((guest) => [guest.id, guest])),
    passes: new Map(passes.map((pass) => [pass.id, pass])),
  };
};
