/** What a global id of Rolecall's own things is made of, such as `["Plan", "..."]`; `null` where it is none. */
export const partsOfId = (globalId: string): { readonly type: string; readonly id: string } | null => {
  try {
    const parts: unknown = JSON.parse(Buffer.from(globalId, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 2) return null;
    const [type, id] = parts as readonly unknown[];
    return typeof type === 'string' && typeof id === 'string' ? { type, id } : null;
  } catch {
    return null;
  }
};
