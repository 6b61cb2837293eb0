/** Reads the body; whether it keeps the contract is the next question. */
import jsonBodyParser from "@middy/http-json-body-parser";
import type { Route } from "@skein/contracts/route";
import { MalformedBody, PayloadTooLarge, UnsupportedMediaType } from "../errors.ts";
import type { HttpMiddleware } from "./context.ts";

/** Far above any contract, far below the 10 MB that API Gateway lets through: parsing costs memory. */
const maximumBytes = 256 * 1024;

/** middy's parser refuses what is not JSON, and keys that reach for prototypes. */
const parser = jsonBodyParser({ disableContentTypeCheck: true });
const json = /^application\/([\w.+-]+\+)?json *(;|$)/i;

export const jsonBody = (route: Route): HttpMiddleware => ({
  async before(request) {
    if (!route.body) return;
    const { event, internal } = request;
    const contentType = internal.requestHeaders["content-type"];
    if (!event.body) throw new MalformedBody("Send a JSON object; the body is empty");
    if (!json.test(contentType ?? "")) throw new UnsupportedMediaType(contentType);
    if (event.body.length > maximumBytes) throw new PayloadTooLarge(maximumBytes);
    try {
      await parser.before?.(request);
    } catch (error) {
      throw new MalformedBody(error instanceof Error ? error.message : "The body is not JSON");
    }
    const body: unknown = request.event.body;
    if (typeof body !== "object" || body === null || Array.isArray(body))
      throw new MalformedBody("Send a JSON object; the body is another kind of JSON");
    internal.body = body;
  },
});
