import type { DatabaseSync } from "node:sqlite";
import type { PolicyDocument } from "../../../iam/policy.ts";
import { lastOf } from "../arn.ts";
import { topicNotFound } from "../errors.ts";
import type { Tags, Topic } from "./topic.ts";

interface Row {
  readonly arn: string;
  readonly attributes: string;
  readonly tags: string;
}

export interface TopicStore {
  find(arn: string): Topic | undefined;
  /** @throws `NotFound` */
  require(arn: string): Topic;
  all(): readonly Topic[];
  create(arn: string, attributes: Readonly<Record<string, string>>, tags: Tags, now: number): Topic;
  update(topic: Topic, change: Partial<Pick<Topic, "attributes" | "tags">>): void;
  /** Its subscriptions and their pending deliveries go with it. */
  remove(arn: string): void;
}

/** Topics are few and read by every call: the database is their durable copy, memory the one that is read. */
export const openTopicStore = (database: DatabaseSync): TopicStore => {
  const insert = database.prepare(
    "INSERT INTO topics (arn, attributes, tags, created_at) VALUES (?, ?, ?, ?)",
  );
  const save = database.prepare("UPDATE topics SET attributes = ?, tags = ? WHERE arn = ?");
  const remove = database.prepare("DELETE FROM topics WHERE arn = ?");

  const topicOf = (arn: string, attributes: Readonly<Record<string, string>>, tags: Tags): Topic => ({
    arn,
    name: lastOf(arn),
    fifo: attributes.FifoTopic === "true",
    attributes,
    policy: attributes.Policy ? (JSON.parse(attributes.Policy) as PolicyDocument) : undefined,
    tags,
  });

  const topics = new Map<string, Topic>();
  for (const row of database.prepare("SELECT arn, attributes, tags FROM topics").all() as unknown as Row[])
    topics.set(
      row.arn,
      topicOf(row.arn, JSON.parse(row.attributes) as Record<string, string>, JSON.parse(row.tags) as Tags),
    );

  return {
    find: (arn) => topics.get(arn),

    require: (arn) => {
      const topic = topics.get(arn);
      if (!topic) throw topicNotFound();
      return topic;
    },

    all: () => [...topics.values()],

    create: (arn, attributes, tags, now) => {
      insert.run(arn, JSON.stringify(attributes), JSON.stringify(tags), now);
      const topic = topicOf(arn, attributes, tags);
      topics.set(arn, topic);
      return topic;
    },

    update: (topic, change) => {
      const { attributes, tags } = { ...topic, ...change };
      save.run(JSON.stringify(attributes), JSON.stringify(tags), topic.arn);
      topics.set(topic.arn, topicOf(topic.arn, attributes, tags));
    },

    remove: (arn) => {
      remove.run(arn);
      topics.delete(arn);
    },
  };
};
