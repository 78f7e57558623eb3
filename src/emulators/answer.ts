/** What an emulator sends back, before a fault spoils it. */
export type EmulatorAnswer = {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown | undefined;
  /** Sent as it is; `text/plain` unless `headers` say otherwise. */
  readonly text?: string | undefined;
};
