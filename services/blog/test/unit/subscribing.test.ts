import { describe, expect, it } from "vitest";
import { addressKey, normalAddress } from "../../src/domain/address.ts";
import { subscribe } from "../../src/domain/subscribe.ts";
import { unsubscribedPage, unsubscribeQuestion, wantsPage } from "../../src/domain/unsubscribe-pages.ts";
import { unsubscribeTokens } from "../../src/domain/unsubscribe-tokens.ts";
import { today } from "../builders/post.ts";
import { subscribersInMemory } from "../builders/subscriber.ts";

const key = addressKey("ada@skein.example");

describe("an address", () => {
  it.each([
    ["Ada@Skein.Example", "ada@skein.example"],
    ["ada@bücher.example", "ada@xn--bcher-kva.example"],
    ["ada+blog@skein.example", "ada+blog@skein.example"],
  ])("%j is kept as %j", (written, kept) => {
    expect(normalAddress(written)).toBe(kept);
  });

  it("subscribes once, however it is written", async () => {
    const subscribers = subscribersInMemory();
    for (const [id, email] of [
      ["first", "ada@skein.example"],
      ["second", "ADA@skein.EXAMPLE"],
    ] as const)
      await subscribe({ id, email }, today, { subscribers });
    expect(await subscribers.findAll([key])).toMatchObject([{ id: "first", email: "ada@skein.example" }]);
  });

  it("is refused when its domain is none", async () => {
    await expect(
      subscribe({ id: "x", email: "ada@xn--iñvalid.example" }, today, { subscribers: subscribersInMemory() }),
    ).rejects.toThrow("/body/email");
  });
});

describe("a token of a mail", () => {
  const tokens = unsubscribeTokens("0123456789abcdef0123456789abcdef");

  it("tells for which address it was made", () => {
    expect(tokens.open(tokens.seal(key))).toBe(key);
  });

  it("is still read when a mail program broke its line", () => {
    const token = tokens.seal(key);
    expect(tokens.open(`${token.slice(0, 40)}\r\n ${token.slice(40)}.`)).toBe(key);
  });

  it.each([
    ["of another secret", unsubscribeTokens("another secret of thirty-two characters").seal(key)],
    ["of nothing", ""],
    ["cut short", tokens.seal(key).slice(0, -2)],
    ["made longer", `${tokens.seal(key)}AAAA`],
    ["that is the key itself", key],
    ["for another address", addressKey("bob@skein.example") + tokens.seal(key).slice(43)],
  ])("%s is refused", (_, token) => {
    expect(() => tokens.open(token)).toThrow("/query/token is not from one of our mails");
  });
});

describe("the link in a mail", () => {
  it.each([
    ["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", true],
    ["TEXT/HTML", true],
    ["*/*", false],
    ["application/json", false],
    [undefined, false],
  ])("shows a page to who accepts %j: %s", (accept, expected) => {
    expect(wantsPage(accept)).toBe(expected);
  });

  it("shows pages that load nothing and run nothing", () => {
    for (const page of [unsubscribeQuestion, unsubscribedPage])
      expect(page).not.toMatch(/<script|<link|<img|style|src=|href=| on\w+=/);
  });
});
