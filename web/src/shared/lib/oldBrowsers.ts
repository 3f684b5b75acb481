/**
 * What our libraries call and Chromium 87 does not have yet. Kept to what the bundle check finds; syntax is the
 * build target's business.
 */
if (!('hasOwn' in Object)) {
  Object.defineProperty(Object, 'hasOwn', {
    configurable: true,
    writable: true,
    value: (owner: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(owner, key),
  })
}

export {}
