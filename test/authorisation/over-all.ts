/** Whether a field of Query is asked about no one backend: `drift` may be. */
export const isOverAll = (field: string): boolean =>
  ['caller', 'backends', 'role', 'roles', 'users', 'plans', 'runs', 'auditEntries', 'drift'].includes(field);
