/** Error names by which the services say that a thing is not there (any more). */
const absences = new Set([
  "NoSuchBucket",
  "NoSuchCachePolicy",
  "NoSuchDistribution",
  "NoSuchEntityException",
  "NoSuchEntity",
  "NoSuchOriginAccessControl",
  "NoSuchOriginRequestPolicy",
  "NoSuchPublicKey",
  "NoSuchResource",
  "NoSuchResponseHeadersPolicy",
  // An answer to HEAD has no body, and so no better name.
  "NotFound",
  "NotFoundException",
  "ParameterNotFound",
  "QueueDoesNotExist",
  "AWS.SimpleQueueService.NonExistentQueue",
  "ResourceNotFoundException",
]);

const isAbsence = (error: unknown): boolean => error instanceof Error && absences.has(error.name);

/** What a call answers, or `undefined` when what it asks for is not there. */
export const unlessAbsent = async <T>(call: Promise<T>): Promise<T | undefined> => {
  try {
    return await call;
  } catch (error) {
    if (isAbsence(error)) return undefined;
    throw error;
  }
};

/** The member of an answer that AWS's model leaves open, but every success carries. */
export const given = <T>(value: T | undefined, what: string): T => {
  if (value === undefined) throw new Error(`The endpoint answered without ${what}`);
  return value;
};
