import { problemContentType } from "@skein/contracts/problem";
import { describe, expect, it } from "vitest";
import type { Send } from "../../browser/outcome.ts";
import { subscribe } from "../../browser/subscribe.ts";
import { unsubscribe } from "../../browser/unsubscribe.ts";

interface Sent {
  readonly path: string;
  readonly request: RequestInit;
}

const api = (answer: () => Response) => {
  const sent: Sent[] = [];
  const send: Send = async (path, request) => {
    sent.push({ path, request });
    return answer();
  };
  return { sent, send };
};

const problem = (status: number, document: object) =>
  new Response(JSON.stringify(document), { status, headers: { "content-type": problemContentType } });

describe("the form to subscribe", () => {
  it("sends the address as JSON", async () => {
    const { sent, send } = api(() => new Response(null, { status: 202 }));
    expect(await subscribe(" ada@skein.example ", send)).toMatchObject({ done: true });
    expect(sent).toMatchObject([
      {
        path: "/subscribers",
        request: {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: '{"email":"ada@skein.example"}',
        },
      },
    ]);
  });

  it("says what is wrong with the address", async () => {
    const { send } = api(() =>
      problem(400, {
        title: "The request is not valid",
        errors: [{ path: "/body/email", message: "must be an e-mail address" }],
      }),
    );
    expect(await subscribe("ada@", send)).toEqual({
      done: false,
      message: "That did not work: email must be an e-mail address.",
    });
  });

  it.each([
    [problem(400, { title: "The request is not valid" }), "That did not work: The request is not valid."],
    [new Response("<html>", { status: 403 }), "That did not work. Please try again in a moment."],
    [problem(429, {}), "Too many people ask right now. Please try again in a moment."],
    [problem(503, {}), "Something went wrong on our side. Please try again in a moment."],
  ])("has a word for every failure (%#)", async (answer, message) => {
    const { send } = api(() => answer);
    expect(await subscribe("ada@skein.example", send)).toEqual({ done: false, message });
  });

  it("says that nobody answered", async () => {
    const send: Send = () => Promise.reject(new TypeError("Failed to fetch"));
    const { done, message } = await subscribe("ada@skein.example", send);
    expect(done).toBe(false);
    expect(message).toContain("did not answer");
  });
});

describe("the form to unsubscribe", () => {
  it("sends the token of the link", async () => {
    const { sent, send } = api(() => new Response(null, { status: 204 }));
    expect(await unsubscribe("?utm_source=mail&token=a%2Bb%3D", send)).toMatchObject({ done: true });
    expect(sent).toMatchObject([
      { path: "/subscribers/unsubscribe?token=a%2Bb%3D", request: { method: "POST" } },
    ]);
  });

  it("asks nobody when the link has lost its token", async () => {
    const { sent, send } = api(() => new Response(null, { status: 204 }));
    expect(await unsubscribe("?utm_source=mail", send)).toMatchObject({ done: false });
    expect(sent).toEqual([]);
  });
});
