import type { Routes } from '../routes.ts';
import { whole } from './answers.ts';
import { callerOf } from './callers.ts';
import type { Hub } from './hub.ts';
import { permissionsOf } from './permissions.ts';

/** What any account may ask: about the hub, and about itself. */
export const statusRoutes = (hub: Hub): Routes => ({
  'GET /api': ({ headers }) => whole([{ ...publishedStatus, userId: callerOf(hub, headers).id }]),
  // The manual asks `/api/` and follows redirects.
  'GET /api/': () => ({ status: 301, headers: { location: '/api' } }),
  'GET /api/rbac/user-permissions': ({ headers }) => ({
    status: 200,
    json: permissionsOf(hub.state, callerOf(hub, headers)),
  }),
});

const publishedStatus = {
  apiName: 'CFEngine Enterprise API',
  apiVersion: 'v1',
  enterpriseVersion: '3.6.4',
  uiVersion: 'ed2766c',
  coreVersion: '3.6.5',
  authenticated: 'internal',
  license: {
    expires: '2222-12-25 00:00:00+00',
    owner: 'FREE ENTERPRISE - http://cfengine.com/terms for terms',
    licenseType: 'Enterprise Free',
    granted: 25,
  },
};
