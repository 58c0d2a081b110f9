/** Makes a value when it is first asked for, and gives the same from then on. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Makes a value for each object when it is first asked for, and gives the same from then on, while the object lives. */
export function onceFor<Given extends object, T>(make: (given: Given) => T): (given: Given) => T {
  const known = new WeakMap<Given, { readonly value: T }>();
  return given => {
    let made = known.get(given);
    if (made === undefined) {
      made = { value: make(given) };
      known.set(given, made);
    }
    return made.value;
  };
}
