/** Says what is wrong with a request in words, and where by JSON pointer (RFC 6901). */
import type { ProblemError } from "@skein/contracts/problem";
import type { z } from "zod/mini";

type Issue = z.core.$ZodIssue;

const escapePointer = (key: PropertyKey): string => String(key).replaceAll("~", "~0").replaceAll("/", "~1");

const pointer = (root: string, path: readonly PropertyKey[]): string =>
  [root, ...path.map(escapePointer)].join("/");

const isMissing = (input: unknown, path: readonly PropertyKey[]): boolean => {
  let value = input;
  for (const key of path) {
    if (typeof value !== "object" || value === null) return false;
    value = Reflect.get(value, key);
  }
  return value === undefined;
};

const unitOf = (origin: string): string => {
  if (origin === "string") return " characters";
  return origin === "array" ? " items" : "";
};

const messageOf = (issue: Issue): string => {
  // A contract's own words; without a locale zod says just this.
  if (issue.message !== "Invalid input") return issue.message;
  switch (issue.code) {
    case "invalid_type":
      return `must be ${/^[aeio]/.test(issue.expected) ? "an" : "a"} ${issue.expected}`;
    case "invalid_value":
      return `must be one of ${issue.values.map((value) => JSON.stringify(value)).join(", ")}`;
    case "too_small":
      return `must ${issue.origin === "number" ? "be" : "have"} at least ${issue.minimum}${unitOf(issue.origin)}`;
    case "too_big":
      return `must ${issue.origin === "number" ? "be" : "have"} at most ${issue.maximum}${unitOf(issue.origin)}`;
    default:
      return "is not valid";
  }
};

/** @param root part of the request that was checked: `/body`, `/query` */
export const errorsOf = (root: string, input: unknown, issues: readonly Issue[]): readonly ProblemError[] =>
  issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        path: pointer(root, [...issue.path, key]),
        message: "is not known here",
      }));
    const message = isMissing(input, issue.path) ? "is required" : messageOf(issue);
    return [{ path: pointer(root, issue.path), message }];
  });
