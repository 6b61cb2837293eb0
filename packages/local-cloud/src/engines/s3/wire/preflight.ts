import type { RequestHead } from "../../../gateway/engine.ts";
import type { CorsQuestion } from "../buckets/cors.ts";

const namesOf = (list: string | undefined): string[] =>
  (list ?? "")
    .split(",")
    .map((name) => name.trim().toLowerCase())
    .filter((name) => name !== "");

/** What a preflight asks about the request that is to follow. Texts are empty where a header is missing. */
export const preflightQuestionOf = ({ headers }: RequestHead): CorsQuestion => ({
  origin: headers.origin ?? "",
  method: headers["access-control-request-method"] ?? "",
  headers: namesOf(headers["access-control-request-headers"]),
});
