import type { PolicyDocument, PolicyStatement } from "../../../iam/policy.ts";
import type { Topic } from "./topic.ts";
import { defaultPolicyOf } from "./topic-attributes.ts";

/** The topic's policy, or the one that AWS gives every topic. */
export const policyOf = (topic: Topic, accountId: string): PolicyDocument =>
  topic.policy ?? (JSON.parse(defaultPolicyOf(topic, accountId)) as PolicyDocument);

export const statementsOf = ({ Statement }: PolicyDocument): readonly PolicyStatement[] =>
  [Statement].flat() as readonly PolicyStatement[];
