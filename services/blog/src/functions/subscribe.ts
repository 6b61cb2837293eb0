import { subscribeRoute } from "@skein/contracts/blog-subscribers";
import { http } from "@skein/lambda-kit/http";
import { subscriberRepository } from "../adapters/subscriber-repository.ts";
import { subscribe } from "../domain/subscribe.ts";

export const handler = http(subscribeRoute, async ({ body, requestId, traceparent }) => {
  await subscribe({ id: requestId, email: body.email }, new Date(), {
    subscribers: subscriberRepository({ traceparent }),
  });
  return { status: 202 };
});
