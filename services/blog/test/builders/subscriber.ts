import { uuidv7 } from "@skein/contracts/ids";
import { addressKey } from "../../src/domain/address.ts";
import type { MailLinks } from "../../src/domain/mails.ts";
import type { Subscriber, SubscriberRepository } from "../../src/domain/subscriber.ts";
import { yesterday } from "./post.ts";

/** Somebody who subscribed yesterday. */
export const aSubscriber = (email: string, fields: Partial<Subscriber> = {}): Subscriber => ({
  id: uuidv7(),
  key: addressKey(email),
  email,
  createdAt: yesterday.toISOString(),
  updatedAt: yesterday.toISOString(),
  version: 1,
  ...fields,
});

export const links: MailLinks = {
  siteUrl: "https://site.example",
  unsubscribeUrl: (key) => `https://api.example/subscribers/unsubscribe?token=${key}&x=1`,
};

/** A repository for tests of rules; it keeps the promises of the port, and nothing after the test. */
export const subscribersInMemory = (...stored: Subscriber[]): SubscriberRepository => {
  const subscribers = new Map(stored.map((subscriber) => [subscriber.key, subscriber]));
  return {
    async add(subscriber) {
      if (!subscribers.has(subscriber.key)) subscribers.set(subscriber.key, subscriber);
    },
    async remove(key) {
      subscribers.delete(key);
    },
    findAll: async (keys) => keys.flatMap((key) => subscribers.get(key) ?? []),
    async *keys() {
      yield [...subscribers.keys()];
    },
  };
};
