import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, startBrowser } from "./support/browser.ts";
import { type ServedSite, serveSite } from "./support/served-site.ts";

/** A page of the site, and what the browser complained of: violations of the policy, files that are not there. */
interface OpenPage {
  readonly page: Page;
  readonly complaints: readonly string[];
}

describe.skipIf(chromiumPath === undefined)("the site in a browser (needs Chromium)", () => {
  let site: ServedSite;
  let browser: Browser;
  beforeAll(async () => {
    site = await serveSite();
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const open = async (
    path: string,
    options: Parameters<Browser["newContext"]>[0] = {},
  ): Promise<OpenPage> => {
    const context = await browser.newContext({ baseURL: site.url, ...options });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (message.type() === "error") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    await page.goto(path);
    return { page, complaints };
  };

  describe("is read without JavaScript", () => {
    const withoutScript = { javaScriptEnabled: false };

    it("from the list to a post, its tag and older posts", async () => {
      const { page, complaints } = await open("/", withoutScript);
      await page.getByRole("link", { name: "Post 25" }).click();
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Post 25");
      expect(await page.locator(".prose em").textContent()).toBe("post 25");
      expect(await page.locator("time").first().textContent()).toBe("25 January 2026");
      await page.getByRole("link", { name: "odd" }).click();
      expect(new URL(page.url()).pathname).toBe("/tags/odd");
      expect(await page.getByRole("article").count()).toBe(13);
      await page.getByRole("link", { name: "Skein", exact: true }).click();
      await page.getByRole("link", { name: "Older posts" }).click();
      expect(new URL(page.url()).pathname).toBe("/page/1");
      expect(await page.getByRole("article").count()).toBe(10);
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it("and says honestly what does not work", async () => {
      for (const path of ["/subscribe", "/unsubscribe?token=t"]) {
        const { page } = await open(path, withoutScript);
        expect(await page.getByRole("button").isDisabled()).toBe(true);
        expect(await page.getByText("needs JavaScript").isVisible()).toBe(true);
        await page.context().close();
      }
    });
  });

  describe("takes an address", () => {
    it("and says that it did", async () => {
      site.answer(202);
      const { page, complaints } = await open("/subscribe");
      expect(await page.getByText("needs JavaScript").isVisible()).toBe(false);
      await page.getByLabel("Your e-mail address").fill("ada@skein.example");
      await page.getByRole("button", { name: "Subscribe" }).click();
      await page.getByText("Look into your mailbox").waitFor();
      expect(await page.getByRole("button", { name: "Subscribe" }).isVisible()).toBe(false);
      expect(await page.getByRole("status").evaluate((element) => element.matches(":focus"))).toBe(true);
      expect(site.requests.at(-1)).toEqual({
        target: "/subscribers",
        contentType: "application/json",
        body: '{"email":"ada@skein.example"}',
      });
      expect(complaints).toEqual([]);
      await page.context().close();
    });

    it("or says why not, keeps what was typed, and takes it again", async () => {
      site.answer(400, {
        title: "The request is not valid",
        errors: [{ path: "/body/email", message: "must be an e-mail address" }],
      });
      const { page } = await open("/subscribe");
      const field = page.getByLabel("Your e-mail address");
      await field.fill("ada@skein");
      await field.press("Enter");
      await page.getByText("email must be an e-mail address").waitFor();
      expect(await field.inputValue()).toBe("ada@skein");
      expect(await field.evaluate((element) => element.matches(":focus"))).toBe(true);
      site.answer(202);
      await field.fill("ada@skein.example");
      await field.press("Enter");
      await page.getByText("Look into your mailbox").waitFor();
      await page.context().close();
    });
  });

  it("unsubscribes after one click, by the token of the link", async () => {
    site.answer(204);
    const { page, complaints } = await open("/unsubscribe?token=a%2Bb");
    const before = site.requests.length;
    await page.getByRole("button", { name: "Unsubscribe" }).click();
    await page.getByText("You get no more mails").waitFor();
    expect(site.requests.slice(before)).toMatchObject([{ target: "/subscribers/unsubscribe?token=a%2Bb" }]);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  it("fits a narrow window, in the light and in the dark", async () => {
    for (const colorScheme of ["light", "dark"] as const) {
      const { page } = await open("/blog/post-25", { viewport: { width: 320, height: 640 }, colorScheme });
      const widths = await page.locator("html").evaluate((root) => [root.scrollWidth, root.clientWidth]);
      expect(widths).toEqual([320, 320]);
      const [ink, paper] = await page.evaluate<readonly string[]>(
        "[getComputedStyle(document.documentElement)].flatMap(({ color, backgroundColor }) => [color, backgroundColor])",
      );
      expect(brightness(ink) > brightness(paper)).toBe(colorScheme === "dark");
      await page.context().close();
    }
  });

  it("has a feed that is well-formed", async () => {
    const { page } = await open("/");
    const root = await page.evaluate<readonly [string, number]>(
      `fetch("/feed.xml")
        .then((answer) => answer.text())
        .then((text) => new DOMParser().parseFromString(text, "application/xml"))
        .then((feed) => [feed.documentElement.nodeName, feed.querySelectorAll("entry").length])`,
    );
    expect(root).toEqual(["feed", 20]);
    await page.context().close();
  });

  it("shows its own page for what is not there", async () => {
    const { page } = await open("/blog/never-written");
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("There is no such page");
    await page.context().close();
  });
});

/** Of `rgb(20, 24, 23)`. */
const brightness = (color = ""): number =>
  [...color.matchAll(/\d+/g)].reduce((sum, [part]) => sum + Number(part), 0);
