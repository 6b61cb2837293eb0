/** One request of a viewer, from the rules of its distribution to its answer. */
import { edgeFailure, redirectTo, signatureRefused } from "./answers/edge-answer.ts";
import { finish } from "./answers/finish.ts";
import { withTraces } from "./answers/traces.ts";
import type { ViewerAnswer } from "./answers/viewer-answer.ts";
import type { Retrieved } from "./cache/retrieve.ts";
import { headerText, headOf } from "./headers.ts";
import { type ObtainSettings, obtain } from "./obtain.ts";
import { withoutSignature } from "./signed/claim.ts";
import { refusalOf } from "./signed/verify.ts";
import type { Behavior } from "./site/behavior.ts";
import type { Site } from "./site/site.ts";
import { type Soon, whenThere } from "./soon.ts";
import { requestId } from "./viewer/edge-identity.ts";
import { outOfBounds } from "./viewer/limits.ts";
import type { ViewerRequest } from "./viewer/viewer-request.ts";

export type ServeSettings = ObtainSettings;

const behaviorFor = ({ behaviors }: Site, path: string): Behavior => {
  const behavior = behaviors.find(({ matches }) => matches(path));
  if (!behavior) throw new Error(`No behavior matches ${path}`);
  return behavior;
};

/** What is refused or sent elsewhere before anybody looks for it. */
const turnedAway = (behavior: Behavior, request: ViewerRequest, now: number): ViewerAnswer | undefined => {
  const bounds = outOfBounds(request);
  if (bounds) return edgeFailure(bounds.status, bounds.detail);
  const { protocol, path, query, method, headers } = request;
  if (protocol === "http" && behavior.protocol === "https-only")
    return edgeFailure(403, "This distribution is configured to block HTTP requests.");
  if (protocol === "http" && behavior.protocol === "redirect-to-https")
    return redirectTo(
      `https://${headerText(headers, "host") ?? ""}${path}${query === "" ? "" : `?${query}`}`,
    );
  if (!behavior.allowed.has(method))
    return edgeFailure(
      403,
      "This distribution is not configured to allow the HTTP request method that was used for this request.",
    );
  const refusal = behavior.trusted && refusalOf(request, behavior.trusted, now);
  return refusal && signatureRefused(refusal);
};

const isPlain = (name: string): boolean => !name.startsWith("if-") && name !== "range";

/** The page that stands for an error: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/creating-custom-error-pages.html */
const errorPage = async (
  site: Site,
  request: ViewerRequest,
  failed: Retrieved,
  settings: ServeSettings,
): Promise<Retrieved | undefined> => {
  const { ResponsePagePath: path = "", ResponseCode: code = "" } = site.errors.get(failed.entry.status) ?? {};
  if (path === "") return undefined;
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => isPlain(name)));
  const asked: ViewerRequest = { ...request, method: "GET", path, query: "", headers, body: undefined };
  const page = await obtain(site, behaviorFor(site, path), asked, settings);
  if (page.entry.status !== 200) {
    page.entry.body.ignore();
    return undefined;
  }
  failed.entry.body.ignore();
  return { ...page, entry: { ...page.entry, status: Number(code) } };
};

const answerTo = async (
  site: Site,
  behavior: Behavior,
  request: ViewerRequest,
  retrieved: Retrieved,
  settings: ServeSettings,
): Promise<ViewerAnswer> => {
  const failed = retrieved.entry.status >= 400;
  const page = failed ? await errorPage(site, request, retrieved, settings) : undefined;
  const { headers, ...content } = await finish(request, page ?? retrieved);
  const { status, age } = retrieved;
  const traced = withTraces(headers, {
    result: failed ? "Error" : status,
    id: requestId(),
    age: age === undefined ? undefined : String(age),
  });
  return { ...content, head: headOf(behavior.addHeaders(traced, request)) };
};

/** Does not wait for anything when a plain answer is kept. */
export const serve = (site: Site, received: ViewerRequest, settings: ServeSettings): Soon<ViewerAnswer> => {
  const behavior = behaviorFor(site, received.path);
  const away = turnedAway(behavior, received, settings.now());
  if (away) return away;
  const request = behavior.trusted ? withoutSignature(received) : received;
  return whenThere(
    obtain(site, behavior, request, settings),
    (retrieved) =>
      behavior.hits(request, retrieved) ?? answerTo(site, behavior, request, retrieved, settings),
  );
};
