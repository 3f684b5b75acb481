/** Where to go after signing in: an address of ours, never another site's. */
export const safeAddress = (to: unknown): string => (typeof to === 'string' && /^\/(?![/\\])/.test(to) ? to : '/')
