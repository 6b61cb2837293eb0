import { describe, expect, it } from "vitest";
import { type Placed, portFor, stackNameTag } from "../../../src/edge/edge-ports.ts";
import { edgePortsOf } from "../../../src/ports.ts";

const ports = { blog: 8_080, media: 8_081 };
const none = { get: () => undefined };
const placed = (distributionId: string, stackName?: string): Placed => ({
  distributionId,
  tags: stackName === undefined ? {} : { [stackNameTag]: stackName },
});

describe("the port of a distribution", () => {
  it("is that of its service, for the first one of its stack", () => {
    const first = placed("E1", "skein-blog-dev");
    expect(portFor(first, [], ports, none)).toBe(8_080);
    expect(portFor(placed("E2", "skein-blog-dev"), [first], ports, none)).toBe(0);
    expect(portFor(placed("E3", "skein-media-dev"), [first], ports, none)).toBe(8_081);
  });

  it("is what it was the last time for all others", () => {
    const remembered = { get: (id: string) => ({ distributionId: id, port: 40_000 }) };
    expect(portFor(placed("E1", "skein-shop-dev"), [], ports, remembered)).toBe(40_000);
    expect(portFor(placed("E1"), [], ports, none)).toBe(0);
    expect(portFor(placed("E1", "weblog"), [], ports, none)).toBe(0);
  });

  it("moves with PORT_BASE", () => {
    expect(edgePortsOf({})).toEqual({ blog: 8_080, media: 8_081, premium: 8_082 });
    expect(edgePortsOf({ PORT_BASE: "20000" })).toEqual({ blog: 20_001, media: 20_002, premium: 20_003 });
  });
});
