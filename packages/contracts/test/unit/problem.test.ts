import { expect, it } from "vitest";
import { problemCodeOf, problemType } from "../../src/problem.ts";

it("finds the code in a problem's type again", () => {
  expect(problemCodeOf(problemType("version-conflict"))).toBe("version-conflict");
});

it.each(["about:blank", "version-conflict", "urn:problem-type:skein:toString", "urn:problem-type:skein:"])(
  "knows no code for %s",
  (type) => {
    expect(problemCodeOf(type)).toBeUndefined();
  },
);
