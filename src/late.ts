/** Gives an object values that are each made when they are first read. */
export function late<T extends object>(makers: { [K in keyof T]: () => T[K] }, made: object = {}): T {
  for (const key of Object.keys(makers) as (keyof T)[]) {
    Object.defineProperty(made, key, {
      configurable: true,
      enumerable: true,
      get() {
        const value = makers[key]();
        Object.defineProperty(made, key, { value, enumerable: true });
        return value;
      },
    });
  }
  return made as T;
}

/**
 * The same for a table of hundreds of keys, of which a run reads few: what was made is put in front of the getters, since to reshape
 * such an object takes longer than to make a value. Its own keys are those that were read.
 */
export function lateTable<T>(keys: readonly string[], make: (key: string) => T): Readonly<Record<string, T>> {
  const getters: PropertyDescriptorMap = {};
  for (const key of keys) getters[key] = { get: () => put(key) };
  const table = Object.create(Object.defineProperties({}, getters)) as Record<string, T>;
  const put = (key: string): T => {
    const value = make(key);
    Object.defineProperty(table, key, { value, enumerable: true });
    return value;
  };
  return table;
}
