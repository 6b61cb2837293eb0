import type { Consequence, DelayMs, ErrorSettings, Kind, Moment } from "./fault.ts";
import type { Fields } from "./fields.ts";

export const consequenceFields = ["kind", "when", "delayMs", "error"] as const;

const kinds: readonly Kind[] = ["delay", "throttle", "error", "duplicate", "crash"];

/** Nothing waits longer than that for an answer: it is the longest that a function may run. */
const longestDelayMs = 900_000;

export const kindOf = (fields: Fields): Kind =>
  fields.choice("kind", kinds) ?? fields.refuse("kind", `is missing: one of ${kinds.join(", ")}.`);

const whenOf = (fields: Fields): Moment => fields.choice("when", ["before", "after"]) ?? "before";

const delayOf = (fields: Fields): DelayMs => {
  const given = fields.raw("delayMs");
  if (typeof given === "number") return fields.whole("delayMs", 0, longestDelayMs) ?? 0;
  if (typeof given !== "object")
    return fields.refuse("delayMs", 'must be a number, or a range such as {"min": 100, "max": 500}.');
  const range = fields.object("delayMs", ["min", "max"]);
  const min = range?.whole("min", 0, longestDelayMs) ?? range?.refuse("min", "is missing.") ?? 0;
  const max = range?.whole("max", 0, longestDelayMs) ?? range?.refuse("max", "is missing.") ?? 0;
  if (min > max) range?.refuse("max", "must not be less than min.");
  return { min, max };
};

const codeRule = {
  pattern: /^[A-Za-z][\w.:-]{0,127}$/,
  wanted: "the name of an error, such as InternalFailure",
};

const errorOf = (fields: Fields): ErrorSettings | undefined => {
  const settings = fields.object("error", ["code", "message", "status", "functionError"]);
  if (!settings) return undefined;
  const code = settings.text("code", codeRule) ?? settings.refuse("code", "is missing.");
  const message = settings.text("message");
  const status = settings.whole("status", 400, 599);
  const functionError = settings.flag("functionError");
  if (functionError && !fields.has("function"))
    settings.refuse("functionError", "needs function: only functions fail in this way.");
  if (functionError && status !== undefined)
    settings.refuse("status", "cannot be chosen: Lambda answers 200 when a function fails.");
  return {
    code,
    ...(message === undefined ? {} : { message }),
    ...(status === undefined ? {} : { status }),
    ...(functionError === undefined ? {} : { functionError }),
  };
};

/** Members that say nothing about a fault of this kind. */
const refuseStrangers = (fields: Fields, kind: Kind): void => {
  if (kind !== "delay" && fields.has("delayMs"))
    fields.refuse("delayMs", "belongs to faults of the kind delay.");
  if (kind !== "error" && fields.has("error")) fields.refuse("error", "belongs to faults of the kind error.");
  if (kind === "throttle" && fields.has("when"))
    fields.refuse("when", "makes no sense here: what is throttled has no effect.");
  if (kind === "duplicate" && fields.has("when"))
    fields.refuse("when", "makes no sense here: a duplicate comes after its original.");
};

/** @throws {InvalidFault} */
export const parseConsequence = (fields: Fields, kind: Kind): Consequence => {
  refuseStrangers(fields, kind);
  switch (kind) {
    case "delay":
      return { kind, delayMs: delayOf(fields), when: whenOf(fields) };
    case "error": {
      const error = errorOf(fields);
      return { kind, ...(error ? { error } : {}), when: whenOf(fields) };
    }
    case "crash":
      return { kind, when: whenOf(fields) };
    case "throttle":
    case "duplicate":
      return { kind };
  }
};
