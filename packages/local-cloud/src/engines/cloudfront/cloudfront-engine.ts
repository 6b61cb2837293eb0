/** CloudFront's API: distributions and what they are made of. The edge serves them. */
import path from "node:path";
import type { Engine, Operation } from "../../gateway/engine.ts";
import { openDatabase } from "../../state/database.ts";
import { openDocumentStore } from "../../state/document-store.ts";
import { type Changes, createChanges } from "./changes.ts";
import type { CloudFrontContext, CloudFrontStores, Tagged } from "./context.ts";
import { createInvalidation } from "./invalidations/create-invalidation.ts";
import { getInvalidation } from "./invalidations/get-invalidation.ts";
import type { Invalidation } from "./invalidations/invalidation.ts";
import { listInvalidations } from "./invalidations/list-invalidations.ts";
import { invalidationRoutes } from "./invalidations/routes.ts";
import { cachePolicy } from "./kinds/cache-policy.ts";
import { distribution } from "./kinds/distribution.ts";
import { keyGroup } from "./kinds/key-group.ts";
import type { Kind } from "./kinds/kind.ts";
import { originAccessControl } from "./kinds/origin-access-control.ts";
import { originRequestPolicy } from "./kinds/origin-request-policy.ts";
import { publicKey } from "./kinds/public-key.ts";
import { responseHeadersPolicy } from "./kinds/response-headers-policy.ts";
import { openStore } from "./stored.ts";
import { createDistributionWithTags } from "./tags/create-distribution-with-tags.ts";
import { listTagsForResource } from "./tags/list-tags-for-resource.ts";
import { tagRoutes } from "./tags/routes.ts";
import { tagResource } from "./tags/tag-resource.ts";
import { untagResource } from "./tags/untag-resource.ts";
import { unsupportedRoutes } from "./unsupported-routes.ts";
import { operationsOf } from "./verbs/operations.ts";
import { routesOf } from "./verbs/routes.ts";
import { namespace } from "./wire/members.ts";

export interface CloudFrontOptions {
  /** Folder of `cloudfront.db`. */
  readonly stateDir: string;
  readonly accountId: string;
  readonly now?: () => Date;
}

export interface CloudFrontEngine extends Engine {
  readonly context: CloudFrontContext;
  /** For whoever serves the distributions. */
  readonly changes: Changes;
}

type Operations = Readonly<Record<string, Operation<never>>>;

const actions: Readonly<Record<string, (context: CloudFrontContext) => Operation<never>>> = {
  CreateDistributionWithTags: createDistributionWithTags,
  CreateInvalidation: createInvalidation,
  GetInvalidation: getInvalidation,
  ListInvalidations: listInvalidations,
  ListTagsForResource: listTagsForResource,
  TagResource: tagResource,
  UntagResource: untagResource,
};

/** @see https://docs.aws.amazon.com/cloudfront/latest/APIReference/Welcome.html */
export const createCloudFrontEngine = (options: CloudFrontOptions): CloudFrontEngine => {
  const { accountId, now = () => new Date() } = options;
  const database = openDatabase(path.join(options.stateDir, "cloudfront.db"), "");
  const stores: CloudFrontStores = {
    distributions: openStore(database, "distributions"),
    originAccessControls: openStore(database, "origin_access_controls"),
    cachePolicies: openStore(database, "cache_policies"),
    originRequestPolicies: openStore(database, "origin_request_policies"),
    responseHeadersPolicies: openStore(database, "response_headers_policies"),
    publicKeys: openStore(database, "public_keys"),
    keyGroups: openStore(database, "key_groups"),
    tags: openDocumentStore<Tagged>(database, "tags"),
    invalidations: openDocumentStore<Invalidation>(database, "invalidations"),
  };
  const changes = createChanges();
  const context: CloudFrontContext = { accountId, now, stores, changes };
  const verbs = <Config>(kind: Kind<Config>) => ({
    routes: routesOf(kind, context),
    operations: operationsOf(kind, context),
  });
  const kinds = [
    verbs(distribution),
    verbs(originAccessControl),
    verbs(cachePolicy),
    verbs(originRequestPolicy),
    verbs(responseHeadersPolicy),
    verbs(publicKey),
    verbs(keyGroup),
  ];
  const operations: Operations = Object.assign(
    Object.fromEntries(Object.entries(actions).map(([name, action]) => [name, action(context)])),
    ...kinds.map((kind) => kind.operations),
  );

  return {
    service: "cloudfront",
    protocol: "rest-xml",
    xmlNamespace: namespace,
    routes: [
      ...kinds.flatMap(({ routes }) => routes),
      ...invalidationRoutes,
      ...tagRoutes(context),
      ...unsupportedRoutes,
    ],
    operations,
    context,
    changes,
    close: async () => database.close(),
  };
};
