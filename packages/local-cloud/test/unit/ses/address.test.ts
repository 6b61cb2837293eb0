import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addressesIn, addressIn, isDomain } from "../../../src/engines/ses/messages/address.ts";
import { AwsError } from "../../../src/gateway/errors.ts";

describe("an address", () => {
  it.each([
    ["ada@skein.example", "", "ada@skein.example"],
    ["Ada Lovelace <ada@skein.example>", "Ada Lovelace", "ada@skein.example"],
    ['"Lovelace, Ada" <ada@skein.example>', "Lovelace, Ada", "ada@skein.example"],
    ["=?UTF-8?Q?J=C3=BCrgen?= <j@skein.example>", "Jürgen", "j@skein.example"],
    ["ada+news@sub.skein.example", "", "ada+news@sub.skein.example"],
    ["o'hara@xn--bcher-kva.example", "", "o'hara@xn--bcher-kva.example"],
  ])("%s is read", (text, name, address) => {
    expect(addressIn(text)).toEqual({ text, name, address });
  });

  it.each([
    "",
    "ada",
    "ada@",
    "@skein.example",
    "ada@skein",
    "ada@-skein.example",
    "a b@skein.example",
    "ada@skein..example",
    "ada@a.example, bob@a.example",
    "ada@a.example\nBcc: eve@a.example",
    `${"a".repeat(65)}@skein.example`,
    "jürgen@skein.example",
  ])("%j is refused", (text) => {
    expect(() => addressIn(text)).toThrow(expect.objectContaining({ code: "BadRequestException" }));
  });

  it("is never more than one line and one address, whatever the text", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom("@", "a.example", "<", ">", ",", ";", ":", '"', "\r\n", "(", ")"),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        try {
          expect(addressIn(parts.join("")).address).toMatch(/^[\x20-\x7e]+@[a-zA-Z0-9.-]+$/);
        } catch (error) {
          expect(error).toBeInstanceOf(AwsError);
        }
      }),
    );
  });

  it("lists and groups of a header field are taken apart", () => {
    const field = "Ada <ada@a.example>, team: bob@a.example, eve@a.example;";
    expect(addressesIn(field).map(({ text }) => text)).toEqual([
      "Ada <ada@a.example>",
      "bob@a.example",
      "eve@a.example",
    ]);
  });
});

describe("a domain", () => {
  it.each(["skein.example", "a.b.c.example", "xn--bcher-kva.example"])("%s is one", (text) => {
    expect(isDomain(text)).toBe(true);
  });
  it.each(["example", "skein.example.", "a_b.example", "127.0.0.1", `${"a".repeat(64)}.example`])(
    "%s is none",
    (text) => {
      expect(isDomain(text)).toBe(false);
    },
  );
});
