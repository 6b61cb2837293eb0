/** How a document tells of problems: one answer per status, one example per code. */
import { type Problem, type ProblemCode, problemCodes, problemContentType, problemType } from "../problem.ts";
import { problemsOf, type Route } from "../route.ts";
import type { Json } from "./json-schema.ts";

const errors: Partial<Record<ProblemCode, NonNullable<Problem["errors"]>>> = {
  "validation-failed": [{ path: "/body/colour", message: "is not known here" }],
  "cursor-invalid": [{ path: "/query/cursor", message: "is not a cursor of this list" }],
};

/** Headers that only some problems have. */
const headers: Partial<Record<number, string>> = {
  401: "WWW-Authenticate",
  409: "Retry-After",
  429: "Retry-After",
  503: "Retry-After",
};

const codes = Object.keys(problemCodes).filter((code): code is ProblemCode => code in problemCodes);

export const problemExamples = (): Json =>
  Object.fromEntries(
    codes.map((code) => {
      const { status, title } = problemCodes[code];
      const value = {
        type: problemType(code),
        title,
        status,
        correlationId: "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
      };
      const list = errors[code];
      return [code, { summary: title, value: list ? { ...value, errors: list } : value }];
    }),
  );

export const problemHeaders: Json = {
  "WWW-Authenticate": {
    description: "Says that an access token is needed.",
    schema: { type: "string" },
  },
  "Retry-After": { description: "Seconds to wait before trying again.", schema: { type: "integer" } },
};

/** A route's problems, by status. */
const groupsOf = (route: Route): readonly (readonly [status: number, codes: readonly ProblemCode[]])[] => {
  const groups = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(route)) {
    const { status } = problemCodes[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return [...groups];
};

const nameOf = (codes: readonly ProblemCode[]): string => codes.join(".");

const responseOf = (status: number, codes: readonly ProblemCode[]): Json => {
  const header = headers[status];
  return {
    description: codes.map((code) => `${problemCodes[code].title} (\`${code}\`)`).join(", or: "),
    headers: {
      "X-Correlation-Id": { $ref: "#/components/headers/X-Correlation-Id" },
      ...(header && { [header]: { $ref: `#/components/headers/${header}` } }),
    },
    content: {
      [problemContentType]: {
        schema: { $ref: "#/components/schemas/Problem" },
        examples: Object.fromEntries(codes.map((code) => [code, { $ref: `#/components/examples/${code}` }])),
      },
    },
  };
};

/** The problem answers of one operation: references to {@link problemComponents}. */
export const problemResponses = (route: Route): Json =>
  Object.fromEntries(
    groupsOf(route).map(([status, codes]) => [status, { $ref: `#/components/responses/${nameOf(codes)}` }]),
  );

/** The problem answers that operations refer to. */
export const problemComponents = (routes: readonly Route[]): Json =>
  Object.fromEntries(
    routes
      .flatMap(groupsOf)
      .sort(([a], [b]) => a - b)
      .map(([status, codes]) => [nameOf(codes), responseOf(status, codes)]),
  );
