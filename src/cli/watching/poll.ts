import { GatewayError } from '../gateway/gateway-error.ts';

/**
 * Asks again and again, at growing intervals, until it is done. A gateway that cannot be reached for a while is asked on: it takes up what it
 * was doing once it is back.
 */
export const poll = async <Answer>(
  ask: () => Promise<Answer>,
  options: {
    readonly isDone: (answer: Answer) => boolean;
    readonly onAnswer: (answer: Answer) => void;
    readonly sleep: (ms: number) => Promise<void>;
  },
): Promise<Answer> => {
  let waitMs = firstWaitMs;
  let failures = 0;
  for (;;) {
    try {
      const answer = await ask();
      failures = 0;
      options.onAnswer(answer);
      if (options.isDone(answer)) return answer;
    } catch (error) {
      failures += 1;
      if (!isPassing(error) || failures > mostFailures) throw error;
    }
    await options.sleep(waitMs);
    waitMs = Math.min(waitMs * 1.5, longestWaitMs);
  }
};

const firstWaitMs = 100;
const longestWaitMs = 2000;
/** In a row: about half a minute, which a restart takes at most. */
const mostFailures = 20;

const isPassing = (error: unknown): boolean =>
  error instanceof GatewayError && ['UNREACHABLE', 'STORE_UNAVAILABLE'].includes(error.code);
