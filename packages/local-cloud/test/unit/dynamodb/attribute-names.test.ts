import { describe, expect, it } from "vitest";
import { attributesIn } from "../../../src/engines/dynamodb/access/attribute-names.ts";

describe("attributes named by an expression", () => {
  it.each([
    ["a, b.c, d[0].e", {}, ["a", "b", "d"]],
    ["#t, #n.inner", { "#t": "title", "#n": "nested" }, ["title", "nested"]],
    ["SET #t = if_not_exists(a.b, :v), c = c + :one REMOVE d", { "#t": "title" }, ["title", "a", "c", "d"]],
    ["attribute_exists(pk) AND NOT begins_with(sk, :p) OR size(x) > :n", {}, ["pk", "sk", "x"]],
    ["x BETWEEN :a AND :b AND y IN (:c, :d)", {}, ["x", "y"]],
    ["SET total=price-discount", {}, ["total", "price", "discount"]],
    [undefined, {}, []],
  ] as const)("%s", (expression, names, expected) => {
    expect(attributesIn(expression, names)).toEqual(expected);
  });
});
