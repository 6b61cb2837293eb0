/** The site as the edge serves it, with its policy, some posts, and an API that answers what the test says. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { siteKeyOf, type TemplateName, templateKeys } from "@skein/contracts/site";
import { buildSite } from "@skein/web/build-site";
import { renderFeed, renderLists, renderPost } from "../../../services/blog/src/domain/render-site.ts";
import type { WholePost } from "../../../services/blog/src/domain/site-pages.ts";

export interface ApiRequest {
  readonly target: string;
  readonly contentType: string | undefined;
  readonly body: string;
}

export interface ServedSite {
  readonly url: string;
  /** What the API was asked. */
  readonly requests: readonly ApiRequest[];
  /** Says what the API answers from now on. */
  answer(status: number, body?: object): void;
  close(): Promise<void>;
}

const post = (number: number): WholePost => ({
  id: `post-${number}`,
  slug: `post-${number}`,
  title: `Post ${number}`,
  excerpt: `About ${number}.`,
  tags: ["news", ...(number % 2 ? ["odd"] : [])],
  author: { name: "Ada" },
  publishedAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
  updatedAt: new Date(Date.UTC(2026, 0, number)).toISOString(),
  html: `<p>The text of <em>post ${number}</em>.</p>`,
});

interface Served {
  readonly body: Uint8Array | string;
  readonly contentType: string;
}

const everyPage = async (siteUrl: string): Promise<ReadonlyMap<string, Served>> => {
  const files = await buildSite();
  const textOf = (name: TemplateName) =>
    String(Buffer.from(files.find(({ key }) => key === templateKeys[name])?.body ?? []));
  const templates = {
    home: textOf("home"),
    tag: textOf("tag"),
    post: textOf("post"),
    moved: textOf("moved"),
    feed: textOf("feed"),
  };
  const posts = Array.from({ length: 25 }, (_, index) => post(index + 1));
  const pages = [
    ...renderLists(templates, posts, siteUrl),
    ...posts.map((one) => renderPost(templates, one, siteUrl)),
    renderFeed(templates, posts, siteUrl, new Date()),
  ];
  return new Map<string, Served>([
    ...files.map((file): [string, Served] => [file.key, file]),
    ...pages.map(({ key, body, headers }): [string, Served] => [
      key,
      { body, contentType: headers.ContentType },
    ]),
  ]);
};

export const serveSite = async (): Promise<ServedSite> => {
  const requests: ApiRequest[] = [];
  let answer = { status: 204, body: "" };
  let pages: ReadonlyMap<string, Served> = new Map();

  const callApi = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { url: target = "", headers } = request;
    requests.push({ target, contentType: headers["content-type"], body: await text(request) });
    response.writeHead(answer.status, { "content-type": "application/problem+json" }).end(answer.body);
  };
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://site.example").pathname;
    if (path.startsWith("/subscribers")) return void callApi(request, response);
    const page = pages.get(siteKeyOf(path));
    const missing = pages.get("404.html");
    response
      .writeHead(page ? 200 : 404, {
        "content-security-policy": "default-src 'self'",
        "content-type": page?.contentType ?? "text/html; charset=utf-8",
      })
      .end(page?.body ?? missing?.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  pages = await everyPage(url);
  return {
    url,
    requests,
    answer: (status, body) => {
      answer = { status, body: body ? JSON.stringify(body) : "" };
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
