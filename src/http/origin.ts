import { BackendError, RolecallError } from '../domain/errors.ts';
import type { UrlPath } from './path.ts';

/** Where a backend is: `origin` such as `https://hub.internal`, `path` such as `/qa`, without a trailing slash. */
export type Base = { readonly origin: string; readonly path: string };

/** Reads a configured base URL. Throws BAD_INPUT for anything but plain `https://host[:port][/path]`, or `http` where that is allowed. */
export const parseOrigin = (options: {
  readonly baseUrl: string;
  readonly allowPlainHttp: boolean;
}): Base => {
  const url = URL.parse(options.baseUrl);
  if (url === null || !['https:', 'http:'].includes(url.protocol))
    throw new RolecallError('BAD_INPUT', 'expected a base URL such as https://host/path');
  if (url.protocol === 'http:' && !options.allowPlainHttp)
    throw new RolecallError(
      'BAD_INPUT',
      'expected an https base URL; set allowPlainHttp: true to send credentials in clear',
    );
  if (url.username !== '' || url.password !== '')
    throw new RolecallError('BAD_INPUT', 'expected a base URL without a user name or password in it');
  if (url.search !== '' || url.hash !== '')
    throw new RolecallError('BAD_INPUT', 'expected a base URL without a query or fragment');
  return { origin: url.origin, path: url.pathname.replace(/\/+$/, '') };
};

/**
 * The path, below the base URL, of a link that a backend gave. The host that a backend names is never trusted: a link to any other
 * origin, or to anything but the list being walked, is UPSTREAM_INVALID.
 */
export const pathOfLink = (
  expected: {
    readonly backend: string;
    readonly base: Base;
    readonly operation: string;
    readonly list: UrlPath;
  },
  link: string,
): UrlPath => {
  const { backend, base, operation, list } = expected;
  const url = URL.parse(link, base.origin + base.path + list);
  const path = base.path + list.split('?')[0];
  if (
    url === null ||
    url.origin !== base.origin ||
    url.username !== '' ||
    url.password !== '' ||
    url.pathname !== path
  )
    throw new BackendError(
      'UPSTREAM_INVALID',
      `Backend ${backend} answered ${operation} with a link that leads elsewhere`,
      {
        backend,
        operation,
      },
    );
  return (url.pathname.slice(base.path.length) + url.search) as UrlPath;
};
