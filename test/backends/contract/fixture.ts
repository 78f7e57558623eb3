import type { Backend } from '../../../src/backends/backend.ts';
import type { AssignmentRef } from '../../../src/domain/assignment.ts';
import type { EmulatorAnswer } from '../../../src/emulators/answer.ts';
import type { Emulator, ReceivedRequest } from '../../../src/emulators/emulator.ts';
import type { HttpClient } from '../../../src/http/client.ts';
import type { Contract } from '../../contracts/conformance.ts';
import type {
  AccountSamples,
  ApiTokenSamples,
  DeviceSamples,
  GroupSamples,
  OrganizationSamples,
  RoleDefinitionSamples,
} from './samples.ts';

/** One kind of backend, made ready to be held against the port. This is all that the author of an adapter supplies. */
export type Fixture = {
  /** The vendor's OpenAPI file, which every recorded exchange must fit; `null` where there is none. */
  readonly openApi: Contract | null;
  /** A new emulator and a new adapter on it, with nothing shared with another subject: every check gets its own. */
  start(options: StartOptions): Promise<Subject>;
  /** What cannot be noticed in principle, each with its reason. Printed, and refused where nothing needs it. */
  readonly unnoticeable?: readonly Unnoticeable[];
};

export type StartOptions = {
  /** About this many invented people, beside those that the emulator always has. */
  readonly people: number;
  /** Entries on a page of any list, where the backend rather than the caller decides; ten when not given. */
  readonly pageSize?: number | undefined;
  /** 5,000 when not given. */
  readonly timeoutMs?: number | undefined;
  /** 10,000,000 when not given. */
  readonly maxResponseBytes?: number | undefined;
  /** Requests under way at once; eight when not given. With one, their order is the same in every run. */
  readonly concurrency?: number | undefined;
  /** Pages after which a list is taken for an endless one; as many as in production when not given. */
  readonly maxPages?: number | undefined;
  /** Stands between the adapter and its HTTP client: the adapter gets what this returns. The client as it is when not given. */
  readonly wrap?: ((http: HttpClient) => HttpClient) | undefined;
};

/** Faults of these names, befalling this operation, that no adapter could tell from the truth. */
export type Unnoticeable = {
  readonly operation: RegExp;
  readonly fault: RegExp;
  readonly reason: string;
};

export type Subject = {
  readonly backend: Backend;
  readonly emulator: Emulator;
  /** The credential by which the adapter signs in. No error may repeat it. */
  readonly secret: string;
  /** All that the emulator holds now, maps and sets included. Live, not a copy: the kit copies. */
  state(): unknown;
  /** Texts in state or answers that the backend makes up anew each time, besides UUIDs and times; none when not given. */
  readonly madeUp?: RegExp | undefined;
  /** Members of an account that one way to read it tells and another does not, so that either answer is right; none when not given. */
  readonly toldByOneForm?: readonly string[] | undefined;

  /** What the emulator holds now, as the port should tell it: external accounts and inactive ones, too, and direct roles only. */
  truth(): readonly Truth[];
  /** An account that may be edited freely and holds at least one role directly. */
  readonly editable: Editable;
  /** An id of the right form that no account has. A wrong form would be answered without asking the backend. */
  readonly missingId: string;
  /** Gives the editable account its spare role behind the adapter's back. */
  grantBehind(): void;
  /** All that the emulator holds of the editable account besides its roles and the time of its last change. */
  besidesRoles(): unknown;

  /** Fits the raw target of a request for a page of the account list, and no other. */
  readonly listTarget: RegExp;
  /** The `number`-th page, from 1, of an account list that goes on for ever: one account that was on no page before, and a way on. */
  endlessPage(number: number): EmulatorAnswer;
  /** The member in which a page tells how many accounts there are over all pages; `null` where none does. */
  readonly totalMember: string | null;
  /** The account id, decoded, that a single read asks for; `null` for another request, or one whose path has grown or shrunk. */
  idAskedFor(request: ReceivedRequest): string | null;
  /** Makes what the backend says of this one account unreadable wherever it is read alone or in a batch. */
  spoil(id: string): void;
  /** Puts a second account of the editable one's id beside it; not given where a backend's ids are unique. */
  addNamesake?(): void;

  /** Required where there is `accountWriter`. */
  readonly accounts?: AccountSamples | undefined;
  /** Required where the backend has the member of the same name. */
  readonly organizations?: OrganizationSamples | undefined;
  readonly apiTokens?: ApiTokenSamples | undefined;
  readonly groups?: GroupSamples | undefined;
  readonly roleDefinitions?: RoleDefinitionSamples | undefined;
  readonly devices?: DeviceSamples | undefined;

  /** Ends the adapter, then the emulator. */
  close(): Promise<void>;
};

export type Editable = {
  readonly id: string;
  /** A role, with its organization, that it does not hold and can be granted. */
  readonly spare: AssignmentRef;
  /** A role of the right form that the backend does not have; not given where it grants roles that it does not define. */
  readonly missing?: AssignmentRef | undefined;
  /** A role that it holds directly, in an organization where it does not hold it; not given where there are no organizations. */
  readonly elsewhere?: AssignmentRef | undefined;
};

/** An account as far as every backend knows it. */
export type Truth = {
  readonly id: string;
  readonly email: string | null;
  /** Direct ones only. */
  readonly assignments: readonly AssignmentRef[];
};
