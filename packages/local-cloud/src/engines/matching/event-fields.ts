import type { Scalar } from "./condition.ts";
import { isJsonArray, isJsonObject, type Json, type JsonObject } from "./json.ts";

/** Which element was taken of each array on the way to a field, by a number given to the array. */
export type ArrayChoice = ReadonlyMap<number, number>;

export interface EventField {
  readonly value: Scalar;
  readonly choice: ArrayChoice;
}

/** The leaves of an event by dotted path; names with dots and nested names are the same path, as on AWS. */
export type EventFields = ReadonlyMap<string, readonly EventField[]>;

const noChoice: ArrayChoice = new Map();

/** Flattens an event. Empty objects and arrays have no leaves, so they do not "exist". */
export const eventFieldsOf = (event: JsonObject): EventFields => {
  const fields = new Map<string, EventField[]>();
  let arrays = 0;

  const visit = (value: Json, path: string, choice: ArrayChoice): void => {
    if (isJsonArray(value)) {
      const array = arrays++;
      // Scalars of one array are alternatives of one field, and need no choice of an element.
      value.forEach((element, index) => {
        const nested = typeof element === "object" && element !== null;
        visit(element, path, nested ? new Map([...choice, [array, index]]) : choice);
      });
    } else if (isJsonObject(value)) {
      for (const [key, member] of Object.entries(value))
        visit(member, path === "" ? key : `${path}.${key}`, choice);
    } else {
      const known = fields.get(path);
      if (known) known.push({ value, choice });
      else fields.set(path, [{ value, choice }]);
    }
  };

  visit(event, "", noChoice);
  return fields;
};
