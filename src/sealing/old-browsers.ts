// The @noble packages call this, which Chromium before 93 and Firefox before 92 lack. Imported before each of them.
// Not `Object.hasOwn ??= …`: minifiers take for granted that it is there, and drop that.
if (!Reflect.has(Object, 'hasOwn'))
  Object.defineProperty(Object, 'hasOwn', {
    value: (value: object, key: PropertyKey): boolean =>
      Object.getOwnPropertyDescriptor(value, key) !== undefined,
    configurable: true,
    writable: true,
  })
