import * as z from 'zod';

/** What the configuration gives a name to: it stands in logs, in answers and in global ids. */
export const name = z
  .string()
  .regex(/^[A-Za-z0-9][\w.-]{0,63}$/, 'expected letters, digits, dots, dashes and underscores');

export const backendId = name;
export const roleName = name;

const anyHttpUrl = z.url({ protocol: /^https?$/, error: 'expected a URL such as https://host/path' });

/** Where requests go: paths are put behind it. */
export const httpUrl = anyHttpUrl.refine(
  (text) => {
    const url = URL.parse(text);
    return url === null || `${url.username}${url.password}${url.search}${url.hash}` === '';
  },
  { error: 'expected a URL without a user, a password, a query or a fragment' },
);

/** Where something to read is: some are told which of several by a query. */
export const documentUrl = anyHttpUrl.refine(
  (text) => {
    const url = URL.parse(text);
    return url === null || `${url.username}${url.password}${url.hash}` === '';
  },
  { error: 'expected a URL without a user, a password or a fragment' },
);

/** As a browser sends it: https://www.rfc-editor.org/rfc/rfc6454#section-6.2. */
export const origin = httpUrl.refine((text) => URL.parse(text)?.origin === text, {
  error: 'expected an origin such as https://admin.example.com, without a path',
});
