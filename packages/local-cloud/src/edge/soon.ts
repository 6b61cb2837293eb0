/** A promise only where something has to be waited for: what is kept is answered without, and so at once. */
export type Soon<T> = T | Promise<T>;

export const whenThere = <T, Result>(value: Soon<T>, next: (value: T) => Soon<Result>): Soon<Result> =>
  value instanceof Promise ? value.then(next) : next(value);

/** @param otherwise what becomes of a failure, whether it comes at once or later */
export const recovered = <T>(attempt: () => Soon<T>, otherwise: (error: unknown) => T): Soon<T> => {
  try {
    const value = attempt();
    return value instanceof Promise ? value.catch(otherwise) : value;
  } catch (error) {
    return otherwise(error);
  }
};
