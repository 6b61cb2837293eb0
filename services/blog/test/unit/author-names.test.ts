import { logger } from "@skein/lambda-kit/logger";
import { describe, expect, it, vi } from "vitest";
import { usersNames } from "../../src/adapters/author-names.ts";
import { ada, bob } from "../builders/post.ts";

vi.spyOn(logger, "warn").mockImplementation(() => {});

const aUser = (displayName: string) => Response.json({ id: ada, displayName });

/** The users service, answering as told. */
const usersThat = (answer: (request: Request) => Response) => {
  const asked: string[] = [];
  let now = 0;
  const names = usersNames({
    baseUrl: "http://users.example",
    now: () => now,
    fetch: async (request) => {
      asked.push(request.url);
      return answer(request);
    },
  });
  return { names, asked, pass: (milliseconds: number) => (now += milliseconds) };
};

describe("the name of an author", () => {
  it("is asked for once, and then known for five minutes", async () => {
    const { names, asked, pass } = usersThat(() => aUser("Ada"));
    for (const wait of [0, 299_999]) {
      pass(wait);
      expect(await names.nameOf(ada)).toBe("Ada");
    }
    expect(asked).toEqual([`http://users.example/users/${ada}`]);
    pass(1);
    await names.nameOf(ada);
    await names.nameOf(bob);
    expect(asked).toHaveLength(3);
  });

  it("is that of nobody when there is nobody", async () => {
    const { names } = usersThat(() => Response.json({ status: 404 }, { status: 404 }));
    expect(await names.currentNameOf(ada)).toBeUndefined();
  });

  it("is not known to be nobody's when users is ill", async () => {
    const { names } = usersThat(() => new Response("", { status: 503 }));
    await expect(names.currentNameOf(ada)).rejects.toThrow("users answered 503");
  });

  it.each([
    ["nobody has the id", () => Response.json({ status: 404 }, { status: 404 })],
    ["users is ill", () => new Response("", { status: 503 })],
    [
      "users is not there",
      () => {
        throw new TypeError("fetch failed");
      },
    ],
  ])("is unknown when %s, and asked for again the next time", async (_, failing) => {
    const answers = [failing, () => aUser("Ada")];
    const { names } = usersThat(() => answers.shift()?.() ?? aUser("Ada"));
    expect(await names.nameOf(ada)).toBeUndefined();
    expect(await names.nameOf(ada)).toBe("Ada");
  });
});
