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
