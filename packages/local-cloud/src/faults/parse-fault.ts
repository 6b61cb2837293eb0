import type { FaultRequest } from "./fault.ts";
import { fieldsOf } from "./fields.ts";
import { consequenceFields, kindOf, parseConsequence } from "./parse-consequence.ts";
import { type KnownOperations, parseSelection, selectionFields } from "./parse-selection.ts";

const scheduleFields = ["probability", "seed", "after", "times"] as const;
const known = ["id", ...consequenceFields, ...selectionFields, ...scheduleFields];

const idRule = {
  pattern: /^[\w.-]{1,64}$/,
  wanted: "1 to 64 letters, digits, dots, hyphens and underscores",
};

const parseFault = (value: unknown, path: string, operations: KnownOperations): FaultRequest => {
  const fields = fieldsOf(value, known, path);
  const kind = kindOf(fields);
  const id = fields.text("id", idRule);
  const seed = fields.whole("seed", 0);
  const times = fields.whole("times", 1);
  return {
    ...(id === undefined ? {} : { id }),
    ...parseSelection(fields, kind, operations),
    ...parseConsequence(fields, kind),
    probability: fields.number("probability", 0, 1) ?? 1,
    after: fields.whole("after", 0) ?? 0,
    ...(seed === undefined ? {} : { seed }),
    ...(times === undefined ? {} : { times }),
  };
};

/**
 * Reads the body of `POST /_local/faults`: one fault, or a list.
 *
 * @throws {InvalidFault} naming the member that is unknown, wrong, or at odds with another
 */
export const parseFaults = (body: unknown, operations: KnownOperations): readonly FaultRequest[] =>
  Array.isArray(body)
    ? body.map((value, index) => parseFault(value, `[${index}]`, operations))
    : [parseFault(body, "", operations)];
