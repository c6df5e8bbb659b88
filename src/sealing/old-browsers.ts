// The @noble packages call this, which Chromium before 93 and Firefox before 92 lack. Imported before each of them.
Object.hasOwn ??= (value: object, key: PropertyKey): boolean =>
  Object.getOwnPropertyDescriptor(value, key) !== undefined
