/** What a form may hold: https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-HTTPPOSTConstructPolicy.html */
import { AwsError } from "../../../gateway/errors.ts";
import { accessDenied } from "../errors.ts";
import type { Content } from "./receive.ts";

/** Bounds of the file. */
export interface FileSize {
  readonly most: number;
  /** @throws {AwsError} `EntityTooSmall`, `EntityTooLarge` */
  readonly check: (size: number) => void;
}

type Condition =
  | {
      readonly kind: "eq" | "starts-with";
      readonly field: string;
      readonly value: string;
      readonly source: unknown;
    }
  | { readonly kind: "content-length-range"; readonly least: number; readonly most: number };

/** Fields that need no condition. */
const free = new Set(["awsaccesskeyid", "file", "policy", "signature", "x-amz-signature"]);

const invalid = (message: string) =>
  new AwsError("InvalidPolicyDocument", `Invalid Policy: ${message}`, { status: 400 });

const violated = (message: string) => accessDenied(`Invalid according to Policy: ${message}`);

const failed = (source: unknown) =>
  violated(`Policy Condition failed: ${JSON.stringify(source).replaceAll('","', '", "')}`);

const rangeOf = (entry: readonly unknown[]): Condition => {
  const [least = 0, most = 0] = entry.slice(1).map(Number);
  if (![least, most].every((bound) => Number.isInteger(bound) && bound >= 0)) throw failed(entry);
  return { kind: "content-length-range", least, most };
};

const conditionsOf = (entry: unknown): readonly Condition[] => {
  if (Array.isArray(entry)) {
    const list: readonly unknown[] = entry;
    const [name, first, second] = list;
    const kind = typeof name === "string" ? name.toLowerCase() : "";
    if (list.length !== 3) throw invalid("Invalid Condition: wrong number of arguments.");
    if (kind === "content-length-range") return [rangeOf(list)];
    if (
      (kind === "eq" || kind === "starts-with") &&
      typeof first === "string" &&
      typeof second === "string"
    ) {
      // Without its dollar it is no field, and nothing is like it.
      if (!first.startsWith("$")) throw failed(entry);
      return [{ kind, field: first.slice(1).toLowerCase(), value: second, source: entry }];
    }
    throw invalid(`Invalid Condition: unknown operation '${String(name)}'.`);
  }
  if (typeof entry !== "object" || entry === null) throw invalid("Invalid Condition.");
  const [property, ...others] = Object.entries(entry);
  if (!property || others.length > 0)
    throw invalid("Invalid Simple-Condition: Simple-Conditions must have exactly one property specified.");
  const [field, value] = property;
  const source = ["eq", `$${field}`, value];
  return [{ kind: "eq", field: field.toLowerCase(), value: String(value), source }];
};

const documentOf = (
  policy: string,
): { readonly expiration: number; readonly conditions: readonly Condition[] } => {
  let document: unknown;
  try {
    document = JSON.parse(Buffer.from(policy, "base64").toString("utf8"));
  } catch {
    throw invalid("Invalid JSON.");
  }
  const { expiration, conditions }: { expiration?: unknown; conditions?: unknown } = Object(document);
  const time = typeof expiration === "string" ? Date.parse(expiration) : Number.NaN;
  if (Number.isNaN(time)) throw invalid("Policy missing expiration.");
  if (!Array.isArray(conditions)) throw invalid("Policy missing conditions.");
  return { expiration: time, conditions: conditions.flatMap(conditionsOf) };
};

/** Each of several content types, which stand in one field, must begin so. */
const startsWith = (field: string, actual: string, value: string): boolean =>
  field === "content-type"
    ? actual.split(",").every((one) => one.trim().startsWith(value))
    : actual.startsWith(value);

const checkField = (condition: Condition, fields: ReadonlyMap<string, string>): void => {
  if (condition.kind === "content-length-range") return;
  const { kind, field, value, source } = condition;
  const actual = fields.get(field) ?? "";
  const holds = kind === "eq" ? actual === value : startsWith(field, actual, value);
  if (!holds) throw failed(source);
};

const sizeOf = (conditions: readonly Condition[]): FileSize => {
  const ranges = conditions.flatMap((one) => (one.kind === "content-length-range" ? [one] : []));
  const least = Math.max(0, ...ranges.map((range) => range.least));
  const most = Math.min(Number.POSITIVE_INFINITY, ...ranges.map((range) => range.most));
  return {
    most,
    check: (size) => {
      if (size < least)
        throw new AwsError(
          "EntityTooSmall",
          "Your proposed upload is smaller than the minimum allowed size",
          {
            fields: { ProposedSize: size, MinSizeAllowed: least },
          },
        );
      if (size > most)
        throw new AwsError("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size", {
          fields: { ProposedSize: size, MaxSizeAllowed: most },
        });
    },
  };
};

/**
 * Checks a form against its policy; the policy's own signature is good already. A form without a policy has
 * only what the bucket's policy lets strangers do.
 *
 * @throws {AwsError} for a form that is over, or holds what its policy does not say
 */
export const checkForm = (form: ReadonlyMap<string, string>, bucket: string, now: number): FileSize => {
  const policy = form.get("policy");
  if (policy === undefined) return sizeOf([]);
  const { expiration, conditions } = documentOf(policy);
  if (expiration <= now) throw violated("Policy expired.");
  const fields = new Map([...form, ["bucket", bucket]]);
  for (const condition of conditions) checkField(condition, fields);
  const covered = new Set(
    conditions.flatMap((one) => (one.kind === "content-length-range" ? [] : [one.field])),
  );
  const extra = [...form.keys()].find(
    (name) => !covered.has(name) && !free.has(name) && !name.startsWith("x-ignore-"),
  );
  if (extra !== undefined) throw violated(`Extra input fields: ${extra}`);
  return sizeOf(conditions);
};

/** Ends a file that is too large before all of it has come. */
export const limited = (content: Content | undefined, { most, check }: FileSize): Content | undefined => {
  if (content === undefined || typeof content === "string" || content instanceof Uint8Array) return content;
  async function* counted(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
    let size = 0;
    for await (const bytes of source) {
      size += bytes.length;
      if (size > most) check(size);
      yield bytes;
    }
  }
  return counted(content);
};
