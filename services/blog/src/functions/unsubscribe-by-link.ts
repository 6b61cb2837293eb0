import { unsubscribeByLinkRoute } from "@skein/contracts/blog-subscribers";
import { http } from "@skein/lambda-kit/http";
import { configuredTokens } from "../adapters/mail-settings.ts";
import { subscriberRepository } from "../adapters/subscriber-repository.ts";
import { unsubscribeQuestion, wantsPage } from "../domain/unsubscribe-pages.ts";

export const handler = http(unsubscribeByLinkRoute, async ({ query, headers }) => {
  const key = configuredTokens().open(query.token);
  if (wantsPage(headers.accept)) return { status: 200, body: unsubscribeQuestion };
  await subscriberRepository().remove(key);
  return { status: 204 };
});
