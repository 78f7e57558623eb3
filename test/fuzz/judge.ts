import { createFinder, type NamedSecret } from '../canaries/find.ts';
import { insides } from '../canaries/insides.ts';
import type { Answer } from './send.ts';

/** What is wrong with an answer, whatever was asked; empty where nothing is. */
export const createJudge = (secrets: readonly NamedSecret[]): ((answer: Answer) => readonly string[]) => {
  const { find } = createFinder(secrets);
  return ({ status, type, requestId, text, ms }) => {
    const faults: string[] = [];
    const claim = (isRight: boolean, fault: string): void => {
      if (!isRight) faults.push(fault);
    };
    claim(ms <= mostMs, `took ${Math.round(ms)} ms`);
    claim(text.length <= longest, `is ${text.length} characters long`);
    for (const { secret, form } of find({ place: 'an answer', text }))
      faults.push(`holds the ${secret} (${form})`);
    // A connection may end without an answer where no request came, or half of one.
    if (status === 0) return faults;
    claim(status < 500, `has the status ${status}`);
    claim(requestId !== null, 'bears no request id');
    claim(!insides.test(text), 'tells of what is inside');
    if (text === '') return faults;
    claim(/^application\/(graphql-response\+)?json; charset=utf-8$/.test(type), `is ${type}`);
    const body = parsed(text);
    claim(body !== undefined, 'is no JSON');
    claim(!isUnforeseen(body), 'is INTERNAL');
    return faults;
  };
};

/** `requestMs`, and the way there and back while twelve ask at once. */
const mostMs = 5500;
const longest = 4 * 1024 * 1024;

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Whether an error, or a `code` anywhere, says so. The schema names the code, too. */
const isUnforeseen = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(isUnforeseen);
  return Object.entries(value).some(([name, one]) =>
    typeof one === 'string' ? one === 'INTERNAL' && name !== 'name' : isUnforeseen(one),
  );
};
