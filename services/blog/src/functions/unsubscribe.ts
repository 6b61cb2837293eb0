import { unsubscribeRoute } from "@skein/contracts/blog-subscribers";
import { http } from "@skein/lambda-kit/http";
import { configuredTokens } from "../adapters/mail-settings.ts";
import { subscriberRepository } from "../adapters/subscriber-repository.ts";
import { unsubscribedPage, wantsPage } from "../domain/unsubscribe-pages.ts";

export const handler = http(unsubscribeRoute, async ({ query, headers }) => {
  await subscriberRepository().remove(configuredTokens().open(query.token));
  return wantsPage(headers.accept) ? { status: 200, body: unsubscribedPage } : { status: 204 };
});
