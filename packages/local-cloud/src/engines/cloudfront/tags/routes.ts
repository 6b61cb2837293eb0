import type { RestRoute } from "../../../gateway/engine.ts";
import { writeDocument } from "../../../gateway/protocols/xml-shape.ts";
import type { CloudFrontContext } from "../context.ts";
import { distribution } from "../kinds/distribution.ts";
import type { Stored } from "../stored.ts";
import { apiVersion, documentOf, inputDocument } from "../verbs/routes.ts";
import type { DistributionConfig } from "../wire/distribution-config.ts";
import { namespace } from "../wire/members.ts";
import { distributionConfigWithTags, type TagsDocument, tagKeys, tags } from "../wire/tags.ts";

const tagging = `/${apiVersion}/tagging`;

export const tagRoutes = (context: CloudFrontContext): readonly RestRoute[] => [
  {
    method: "POST",
    path: `/${apiVersion}/distribution?WithTags=`,
    operation: "CreateDistributionWithTags",
    status: 201,
    output: { headers: { etag: "ETag", location: "Location" } },
    xml: {
      input: inputDocument(
        "DistributionConfigWithTags",
        "DistributionConfigWithTags",
        distributionConfigWithTags,
      ),
      output: {
        member: "Result",
        write: (stored: Stored<DistributionConfig>) =>
          documentOf("Distribution", distribution.write(stored, context)),
      },
    },
  },
  {
    method: "GET",
    path: tagging,
    operation: "ListTagsForResource",
    xml: {
      output: {
        member: "Tags",
        write: (value: TagsDocument) => writeDocument("Tags", tags, value, namespace),
      },
    },
  },
  {
    method: "POST",
    path: `${tagging}?Operation=Tag`,
    operation: "TagResource",
    status: 204,
    xml: { input: inputDocument("Tags", "Tags", tags) },
  },
  {
    method: "POST",
    path: `${tagging}?Operation=Untag`,
    operation: "UntagResource",
    status: 204,
    xml: { input: inputDocument("TagKeys", "TagKeys", tagKeys) },
  },
];
