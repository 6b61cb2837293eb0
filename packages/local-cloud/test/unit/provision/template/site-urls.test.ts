import { describe, expect, it } from "vitest";
import { siteUrlRewriter } from "../../../../src/provision/template/site-urls.ts";

const rewrite = siteUrlRewriter(new Map([["d0123456789abc.cloudfront.net", "http://127.0.0.1:8080"]]));

describe("the URL of a distribution", () => {
  it.each([
    ["https://d0123456789abc.cloudfront.net", "http://127.0.0.1:8080"],
    ["https://d0123456789abc.cloudfront.net/a?b=c", "http://127.0.0.1:8080/a?b=c"],
    ["http://d0123456789abc.cloudfront.net/", "http://127.0.0.1:8080/"],
    ["d0123456789abc.cloudfront.net", "127.0.0.1:8080"],
    [
      "https://d0123456789abc.cloudfront.net,https://example.com",
      "http://127.0.0.1:8080,https://example.com",
    ],
    ["https://dffffffffffffff.cloudfront.net", "https://dffffffffffffff.cloudfront.net"],
    ["https://d9999999999999.cloudfront.net", "https://d9999999999999.cloudfront.net"],
    ["https://xd0123456789abc.cloudfront.net", "https://xd0123456789abc.cloudfront.net"],
    [
      "arn:aws:cloudfront::0:distribution/E0123456789ABC",
      "arn:aws:cloudfront::0:distribution/E0123456789ABC",
    ],
  ])("%s becomes %s", (text, rewritten) => {
    expect(rewrite(text)).toBe(rewritten);
  });
});
