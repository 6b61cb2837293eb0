import { describe, expect, it } from "vitest";
import { buildSite } from "../../src/build-site.ts";
import { sourceFingerprint } from "../../src/source-fingerprint.ts";

describe("a build", () => {
  it("of the same sources yields the same files", async () => {
    expect(await buildSite()).toEqual(await buildSite());
    expect(sourceFingerprint()).toBe(sourceFingerprint());
  });

  it("names what may be kept for ever by its content, and has browsers ask for the rest", async () => {
    for (const { key, kind, cacheControl } of await buildSite()) {
      const hashed = /^assets\/\w+-[0-9A-Z]{8}\.\w+$/.test(key);
      expect([key, hashed]).toEqual([key, kind === "asset"]);
      expect([key, cacheControl.includes("immutable")]).toEqual([key, hashed]);
      if (kind === "page") expect(cacheControl).toContain("max-age=0, s-maxage=");
    }
  });

  it("says of each file what it is", async () => {
    const types = new Map((await buildSite()).map(({ key, contentType }) => [key, contentType]));
    expect(types.get("subscribe")).toBe("text/html; charset=utf-8");
    const assets = [...types].filter(([key]) => key.startsWith("assets/"));
    expect(assets.map(([, type]) => type).sort()).toEqual([
      "image/svg+xml",
      "text/css; charset=utf-8",
      "text/javascript; charset=utf-8",
    ]);
  });

  it("stays small: all that a reader loads beside the text is below 8 KB, before compression", async () => {
    const files = await buildSite();
    const loaded = files.filter(({ key }) => /\.(?:css|svg)$/.test(key));
    expect(loaded.reduce((sum, { body }) => sum + body.length, 0)).toBeLessThan(8_192);
    const script = files.find(({ key }) => key.endsWith(".js"));
    expect(script?.body.length).toBeLessThan(4_096);
  });
});
