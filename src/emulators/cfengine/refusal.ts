import { STATUS_CODES } from 'node:http';
import type { EmulatorAnswer } from '../emulator.ts';

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
