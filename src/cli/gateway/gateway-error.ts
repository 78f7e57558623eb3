/** Why the gateway did not do what was asked. The message is a sentence for who typed the command. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  /** The schema's `ErrorCode`, UNREACHABLE or NO_GATEWAY where no gateway answered, or INCOMPLETE where part of the answer is missing. */
  readonly code: string;

  constructor(message: string, details: { readonly code: string; readonly cause?: unknown }) {
    super(message, { cause: details.cause });
    this.code = details.code;
  }
}
