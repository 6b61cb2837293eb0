/**
 * What a function's answer says about the items of its batch, for mappings with `ReportBatchItemFailures`.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html#services-sqs-batchfailurereporting-conditions
 * https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html
 */
export type BatchVerdict =
  | { readonly kind: "success" }
  | { readonly kind: "failure"; readonly reason: string }
  /** Some items failed; the identifiers are all from the batch, each once, in the order of the batch. */
  | { readonly kind: "partial"; readonly failed: readonly string[] };

/**
 * Success: an empty or null list, a null or empty answer. Failure of the whole batch: an answer that is no JSON object,
 * a list that is none, an item without a non-empty text as identifier, an identifier that is not in the batch.
 *
 * @param answer the function's payload, JSON text
 * @param identifiers of the batch: message ids, or sequence numbers, in order
 */
export const batchVerdict = (answer: string, identifiers: readonly string[]): BatchVerdict => {
  const parsed = parse(answer);
  if (parsed === malformed) return failure("The function's answer is not JSON.");
  if (parsed === null) return success;
  if (typeof parsed !== "object" || Array.isArray(parsed))
    return failure("The function's answer is not a JSON object.");
  const items: unknown = "batchItemFailures" in parsed ? parsed.batchItemFailures : undefined;
  if (items === undefined || items === null) return success;
  if (!Array.isArray(items)) return failure("batchItemFailures is not a list.");

  const known = new Set(identifiers);
  const failed = new Set<string>();
  for (const item of items) {
    const identifier = identifierOf(item);
    if (identifier === undefined)
      return failure("batchItemFailures has an item without a usable itemIdentifier.");
    if (!known.has(identifier)) return failure(`itemIdentifier "${identifier}" is not in the batch.`);
    failed.add(identifier);
  }
  if (failed.size === 0) return success;
  return { kind: "partial", failed: identifiers.filter((identifier) => failed.has(identifier)) };
};

const success: BatchVerdict = { kind: "success" };

const failure = (reason: string): BatchVerdict => ({ kind: "failure", reason });

const malformed = Symbol("malformed");

const parse = (text: string): unknown => {
  if (text.trim() === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return malformed;
  }
};

const identifierOf = (item: unknown): string | undefined => {
  if (typeof item !== "object" || item === null || !("itemIdentifier" in item)) return undefined;
  return typeof item.itemIdentifier === "string" && item.itemIdentifier !== ""
    ? item.itemIdentifier
    : undefined;
};
