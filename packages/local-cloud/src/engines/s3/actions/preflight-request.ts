import { RawAnswer } from "../../../gateway/engine.ts";
import { AwsError } from "../../../gateway/errors.ts";
import { corsHeaders, corsRuleFor } from "../buckets/cors.ts";
import type { Action } from "../context.ts";
import { preflightQuestionOf } from "../wire/preflight.ts";

interface Input {
  readonly Bucket?: string;
  readonly Key?: string;
}

const badRequest = (message: string) => new AwsError("BadRequest", message);

/**
 * What a browser asks before it sends a request of another site's page.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/API/RESTOPTIONSobject.html
 */
export const preflightRequest: Action<Input> = (context) => ({
  access: () => "public",
  handle: ({ Bucket, Key }, { raw }) => {
    const question = raw && preflightQuestionOf(raw);
    if (!question?.origin) throw badRequest("Insufficient information. Origin request header needed.");
    const refuse = (message: string, ResourceType: "BUCKET" | "OBJECT") =>
      new AwsError("AccessForbidden", `CORSResponse: ${message}`, {
        status: 403,
        fields: { Method: question.method || "OPTIONS", ResourceType },
      });
    const bucket = Bucket === undefined ? undefined : context.buckets.find(Bucket);
    if (!bucket) throw refuse("Bucket not found", "BUCKET");
    const { cors: rules } = bucket;
    if (!rules) throw refuse("CORS is not enabled for this bucket.", "BUCKET");
    if (!question.method) throw badRequest("Invalid Access-Control-Request-Method: null");
    const rule = corsRuleFor(rules, question);
    if (!rule)
      throw refuse(
        "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
        Key === undefined ? "BUCKET" : "OBJECT",
      );
    return new RawAnswer(200, corsHeaders(rule, question), "");
  },
});
