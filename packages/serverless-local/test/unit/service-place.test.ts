import { afterEach, expect, test, vi } from "vitest";
import { placeOf } from "../../src/service-place.ts";

afterEach(() => vi.unstubAllEnvs());

test("a service of the project has its own ports, whatever its configuration says", () => {
  expect(placeOf("skein-todos", { httpPort: 1, lambdaPort: 2 }, {})).toMatchObject({
    name: "todos",
    host: "127.0.0.1",
    httpPort: 4120,
    lambdaPort: 4121,
  });
});

test("PORT_BASE moves them", () => {
  vi.stubEnv("PORT_BASE", "20000");
  expect(placeOf("skein-todos", {}, {})).toMatchObject({ httpPort: 20020, lambdaPort: 20021 });
});

test("the command line wins", () => {
  expect(placeOf("skein-todos", {}, { httpPort: "9000" })).toMatchObject({
    httpPort: 9000,
    lambdaPort: 4121,
  });
});

test("another service takes the configured ports, or free ones", () => {
  expect(placeOf("shop", { httpPort: 3000 }, {})).toMatchObject({
    name: "shop",
    httpPort: 3000,
    lambdaPort: 0,
  });
});
