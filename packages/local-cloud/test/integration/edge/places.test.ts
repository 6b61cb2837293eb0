import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  distributionConfig,
  type EdgeCloud,
  startEdgeCloud,
  startOrigin,
  type TestOrigin,
} from "../../support/edge-cloud.ts";

let origin: TestOrigin;
let stateDir: string;

beforeAll(async () => {
  origin = await startOrigin();
  stateDir = await mkdtemp(path.join(os.tmpdir(), "skein-edge-"));
});

afterAll(async () => {
  await origin?.close();
  await rm(stateDir, { recursive: true, force: true });
});

const freePort = async (): Promise<number> => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
};

const create = async (cloud: EdgeCloud, stackName: string) => {
  const { Distribution } = await cloud.cloudfront.createDistributionWithTags({
    DistributionConfigWithTags: {
      DistributionConfig: distributionConfig(origin.port),
      Tags: { Items: [{ Key: "skein:stack-name", Value: stackName }] },
    },
  });
  return { id: Distribution?.Id ?? "", domainName: Distribution?.DomainName ?? "" };
};

describe("a distribution", () => {
  it("is where its service belongs, and stays where it was, also after a restart", async () => {
    const ports = { blog: await freePort(), media: await freePort() };
    const first = await startEdgeCloud({ stateDir, ports });
    const blog = await create(first, "skein-blog-local");
    const second = await create(first, "skein-blog-local");
    const other = await create(first, "mine");
    const media = await create(first, "skein-media-local");
    const before = first.edge.urls();
    expect(before.get(blog.domainName)).toBe(`http://127.0.0.1:${ports.blog}`);
    expect(before.get(media.domainName)).toBe(`http://127.0.0.1:${ports.media}`);
    expect(new Set(before.values()).size).toBe(4);
    await first.close();

    const again = await startEdgeCloud({ stateDir, ports });
    expect(again.edge.urls()).toEqual(before);
    expect(await (await fetch(before.get(other.domainName) ?? "")).text()).toBe("hello");
    const { Distribution } = await again.cloudfront.getDistribution({ Id: second.id });
    expect(Distribution).toMatchObject({ DomainName: second.domainName, Status: "Deployed" });
    await again.close();
  });

  it("makes way for another program that has its port", async () => {
    const program = createServer((_request, response) => void response.end("not yours"));
    await new Promise<void>((resolve) => program.listen(0, "127.0.0.1", resolve));
    const { port } = program.address() as AddressInfo;
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const cloud = await startEdgeCloud({ ports: { blog: port } });
    try {
      const { domainName } = await create(cloud, "skein-blog-local");
      const url = cloud.edge.urls().get(domainName) ?? "";
      expect(url).not.toBe(`http://127.0.0.1:${port}`);
      expect(await (await fetch(url)).text()).toBe("hello");
      expect(warned).toHaveBeenCalledWith(expect.stringContaining(`Port ${port} on 127.0.0.1 is taken`));
    } finally {
      warned.mockRestore();
      await cloud.close();
      await new Promise<void>((resolve) => program.close(() => resolve()));
    }
  });

  it("is served while it is enabled", async () => {
    const cloud = await startEdgeCloud();
    try {
      const { id: Id, domainName } = await create(cloud, "mine");
      const url = cloud.edge.urls().get(domainName) ?? "";
      const enable = async (Enabled: boolean) => {
        const { ETag: IfMatch, DistributionConfig } = await cloud.cloudfront.getDistributionConfig({ Id });
        if (!DistributionConfig) throw new Error("There is no configuration");
        await cloud.cloudfront.updateDistribution({
          Id,
          IfMatch,
          DistributionConfig: { ...DistributionConfig, Enabled },
        });
      };
      await enable(false);
      expect(cloud.edge.urls().size).toBe(0);
      await expect(fetch(url)).rejects.toThrow();
      await enable(true);
      expect(cloud.edge.urls().get(domainName)).toBe(url);
    } finally {
      await cloud.close();
    }
  });
});
