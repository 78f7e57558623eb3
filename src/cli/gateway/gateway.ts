import * as z from 'zod';
import type { Document } from '../documents/document.ts';
import { idOfDocument } from '../documents/document-id.ts';
import { clean } from '../render/text.ts';
import { GatewayError } from './gateway-error.ts';

/** A running gateway, as its clients see it. */
export type Gateway = {
  /**
   * Sends a document. Throws a `GatewayError` where it cannot be sent, nothing that is GraphQL comes back, or a field of the query or mutation
   * itself fails, or is null since something inside failed that cannot be; what else fails inside is told to `onPartial`, and is null in the
   * answer.
   */
  ask<Answer, Variables extends object>(
    document: Document<Answer, Variables>,
    variables: Variables,
  ): Promise<Answer>;
};

export const createGateway = (options: {
  readonly url: string;
  /** Throws where there is none that could be sent. */
  readonly token: () => string;
  /** Told once of each failure within an answer. */
  readonly onPartial: (sentence: string) => void;
  /** Whether documents are named, not sent: for a gateway that knows them. */
  readonly byId?: boolean;
  readonly timeoutMs?: number;
}): Gateway => {
  const { url, token, onPartial, byId = false, timeoutMs = 60_000 } = options;
  const told = new Set<string>();

  return {
    ask: async <Answer, Variables extends object>(
      document: Document<Answer, Variables>,
      variables: Variables,
    ) => {
      const { status, text } = await post(url, token(), timeoutMs, {
        ...(byId ? { documentId: idOfDocument(document) } : { query: document.text }),
        variables,
      });
      const { data, errors } = readAnswer(url, status, text);
      const [fatal] = errors.filter(({ path: [field] = [] }) => data?.[String(field)] == null);
      if (fatal !== undefined) throw failureOf(url, status, fatal);
      if (data == null) throw noGateway(url, status);
      for (const error of errors) {
        const sentence = sentenceOf(error);
        if (!told.has(sentence)) onPartial(sentence);
        told.add(sentence);
      }
      // The gateway holds every answer against its schema, and a test holds the documents' types against the same.
      return data as Answer;
    },
  };
};

const post = async (
  url: string,
  token: string,
  timeoutMs: number,
  body: object,
): Promise<{ readonly status: number; readonly text: string }> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        accept: 'application/json',
      },
      body: JSON.stringify(body),
      // Another address might be another's, and would get the token.
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new GatewayError(
      isTimeout(cause)
        ? `The gateway at ${url} did not answer within ${timeoutMs / 1000} s.`
        : `No gateway can be reached at ${url} (${reasonOf(cause)}). Is it running? --url or ROLECALL_URL name another.`,
      { code: 'UNREACHABLE', cause },
    );
  }
};

const readAnswer = (url: string, status: number, text: string): z.infer<typeof answer> => {
  try {
    return answer.parse(JSON.parse(text));
  } catch (cause) {
    throw noGateway(url, status, cause);
  }
};

const noGateway = (url: string, status: number, cause?: unknown): GatewayError =>
  new GatewayError(`What answers at ${url} is no gateway: it said ${status}, and nothing that is GraphQL.`, {
    code: 'NO_GATEWAY',
    cause,
  });

const failureOf = (url: string, status: number, error: GraphQLError): GatewayError =>
  status === 401
    ? new GatewayError(
        `The gateway at ${url} does not know the token in ROLECALL_TOKEN${requestOf(error)}.`,
        error.extensions,
      )
    : new GatewayError(sentenceOf(error), error.extensions);

/** With the code, that scripts can look for, and the request id, that finds it in the gateway's log. */
const sentenceOf = (error: GraphQLError): string =>
  `${error.extensions.code}: ${clean(error.message)}${requestOf(error)}`;

const requestOf = ({ extensions: { requestId } }: GraphQLError): string =>
  requestId === undefined ? '' : ` (request ${clean(requestId)})`;

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : clean(String(error));
};

const graphQLError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z
    .object({ code: z.string().default('INTERNAL'), requestId: z.string().optional() })
    .default({ code: 'INTERNAL' }),
});

type GraphQLError = z.infer<typeof graphQLError>;

const answer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphQLError).default([]),
});
