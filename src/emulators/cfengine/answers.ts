import { STATUS_CODES } from 'node:http';
import type { EmulatorAnswer } from '../answer.ts';
import type { CfengineSwitches } from './switches.ts';

/** The part of a list that `page` and `count` ask for; what is no positive integer counts as not sent. */
export const page = <T>(
  switches: CfengineSwitches,
  query: URLSearchParams,
  records: readonly T[],
  view: (record: T) => object,
): EmulatorAnswer => {
  const count = Math.min(
    positive(query.get('count')) ?? 50,
    switches.maximumCount ?? Number.POSITIVE_INFINITY,
  );
  const asked = positive(query.get('page')) ?? 1;
  const last = Math.max(1, Math.ceil(records.length / count));
  if (asked > last && switches.pageBeyondEnd === 'not-found')
    throw new Refusal(404, 'There is no such page.');
  const served = switches.pageBeyondEnd === 'last-page' ? Math.min(asked, last) : asked;
  const shown = records.slice((served - 1) * count, served * count).map(view);
  return envelope(shown, { page: asked, total: totalSaid(switches, records.length, shown.length) });
};

/** A list that has no pages, or a single resource, which comes as a list of one. */
export const whole = (records: readonly object[]): EmulatorAnswer =>
  envelope(records, { page: 1, total: records.length });

/** In the order of character codes: `CFE_ROBOT` comes before `admin`, as in the manual. */
export const inOrderOfNames = <T extends { readonly id: string }>(records: readonly T[]): readonly T[] =>
  records.toSorted((one, other) => Number(one.id > other.id) - Number(one.id < other.id));

const envelope = (
  shown: readonly object[],
  { page, total }: { readonly page: number; readonly total: number },
): EmulatorAnswer => ({
  status: 200,
  json: {
    meta: { page, count: shown.length, total, timestamp: Math.floor(Date.now() / 1000) },
    data: shown,
  },
});

const totalSaid = ({ metaTotal }: CfengineSwitches, all: number, shown: number): number => {
  if (metaTotal === 'all') return all;
  return metaTotal === 'page' ? shown : metaTotal;
};

const positive = (text: string | null): number | null =>
  text !== null && /^0*[1-9][0-9]*$/.test(text) ? Number(text) : null;

/** Ends a request with a status that is no success. */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.headers = headers;
  }
}

/** The manual promises a status and a "possibly non-JSON" payload, no more. */
export const refusalAnswer = (
  { status, message, headers }: Refusal,
  format: 'text' | 'json' | 'html',
): EmulatorAnswer => {
  switch (format) {
    case 'text':
      return { status, headers, text: message };
    case 'json':
      return { status, headers, json: { message } };
    case 'html':
      return {
        status,
        headers: { ...headers, 'content-type': 'text/html; charset=iso-8859-1' },
        text: htmlPage(`${status} ${STATUS_CODES[status]}`, message),
      };
  }
};

const htmlPage = (title: string, message: string): string =>
  `<!DOCTYPE HTML>
<html><head><title>${title}</title></head>
<body><h1>${title}</h1><p>${escapeHtml(message)}</p></body></html>
`;

const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
