/** Documents that speak of objects and uploads: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Types_Amazon_Simple_Storage_Service.html */
import {
  flag,
  integer,
  optional,
  repeated,
  required,
  structure,
  text,
  timestamp,
} from "../../../gateway/protocols/xml-shape.ts";
import { owner } from "./bucket-shapes.ts";

const checksums = {
  ChecksumCRC32: optional(text),
  ChecksumCRC32C: optional(text),
  ChecksumCRC64NVME: optional(text),
  ChecksumSHA1: optional(text),
  ChecksumSHA256: optional(text),
} as const;

const commonPrefixes = repeated("CommonPrefixes", structure({ Prefix: required(text) }));

const listedObject = structure({
  Key: required(text),
  LastModified: required(timestamp),
  ETag: required(text),
  ChecksumAlgorithm: repeated("ChecksumAlgorithm", text),
  ChecksumType: optional(text),
  Size: required(integer),
  Owner: optional(owner),
  StorageClass: required(text),
});

export const listObjects = structure({
  Name: required(text),
  Prefix: required(text),
  Marker: required(text),
  NextMarker: optional(text),
  MaxKeys: required(integer),
  Delimiter: optional(text),
  IsTruncated: required(flag),
  EncodingType: optional(text),
  Contents: repeated("Contents", listedObject),
  CommonPrefixes: commonPrefixes,
});

export const listObjectsV2 = structure({
  Name: required(text),
  Prefix: required(text),
  ContinuationToken: optional(text),
  NextContinuationToken: optional(text),
  StartAfter: optional(text),
  KeyCount: required(integer),
  MaxKeys: required(integer),
  Delimiter: optional(text),
  IsTruncated: required(flag),
  EncodingType: optional(text),
  Contents: repeated("Contents", listedObject),
  CommonPrefixes: commonPrefixes,
});

const versionMembers = {
  Key: required(text),
  VersionId: required(text),
  IsLatest: required(flag),
  LastModified: required(timestamp),
  Owner: optional(owner),
} as const;

export const listVersions = structure({
  Name: required(text),
  Prefix: required(text),
  KeyMarker: required(text),
  VersionIdMarker: required(text),
  NextKeyMarker: optional(text),
  NextVersionIdMarker: optional(text),
  MaxKeys: required(integer),
  Delimiter: optional(text),
  IsTruncated: required(flag),
  EncodingType: optional(text),
  Versions: repeated(
    "Version",
    structure({
      ...versionMembers,
      ETag: required(text),
      ChecksumAlgorithm: repeated("ChecksumAlgorithm", text),
      ChecksumType: optional(text),
      Size: required(integer),
      StorageClass: required(text),
    }),
  ),
  DeleteMarkers: repeated("DeleteMarker", structure(versionMembers)),
  CommonPrefixes: commonPrefixes,
});

export const deleteRequest = structure({
  Objects: repeated(
    "Object",
    structure({
      Key: required(text),
      VersionId: optional(text),
      ETag: optional(text),
      LastModifiedTime: optional(text),
      Size: optional(integer),
    }),
  ),
  Quiet: optional(flag),
});

export const deleteResult = structure({
  Deleted: repeated(
    "Deleted",
    structure({
      Key: optional(text),
      VersionId: optional(text),
      DeleteMarker: optional(flag),
      DeleteMarkerVersionId: optional(text),
    }),
  ),
  Errors: repeated(
    "Error",
    structure({
      Key: optional(text),
      VersionId: optional(text),
      Code: optional(text),
      Message: optional(text),
    }),
  ),
});

export const copyResult = structure({
  LastModified: required(timestamp),
  ETag: required(text),
  ChecksumType: optional(text),
  ...checksums,
});

export const createUploadResult = structure({
  Bucket: required(text),
  Key: required(text),
  UploadId: required(text),
});

export const completeRequest = structure({
  Parts: repeated("Part", structure({ ETag: required(text), PartNumber: required(integer), ...checksums })),
});

export const completeResult = structure({
  Location: required(text),
  Bucket: required(text),
  Key: required(text),
  ETag: required(text),
  ChecksumType: optional(text),
  ...checksums,
});

export const listParts = structure({
  Bucket: required(text),
  Key: required(text),
  UploadId: required(text),
  Initiator: optional(owner),
  Owner: optional(owner),
  StorageClass: required(text),
  PartNumberMarker: required(text),
  NextPartNumberMarker: optional(text),
  MaxParts: required(integer),
  IsTruncated: required(flag),
  ChecksumAlgorithm: optional(text),
  ChecksumType: optional(text),
  Parts: repeated(
    "Part",
    structure({
      PartNumber: required(integer),
      LastModified: required(timestamp),
      ETag: required(text),
      Size: required(integer),
      ...checksums,
    }),
  ),
});

export const listUploads = structure({
  Bucket: required(text),
  KeyMarker: required(text),
  UploadIdMarker: required(text),
  NextKeyMarker: optional(text),
  NextUploadIdMarker: optional(text),
  Prefix: optional(text),
  Delimiter: optional(text),
  MaxUploads: required(integer),
  IsTruncated: required(flag),
  EncodingType: optional(text),
  Uploads: repeated(
    "Upload",
    structure({
      Key: required(text),
      UploadId: required(text),
      Initiator: optional(owner),
      Owner: optional(owner),
      StorageClass: required(text),
      Initiated: required(timestamp),
      ChecksumAlgorithm: optional(text),
      ChecksumType: optional(text),
    }),
  ),
  CommonPrefixes: commonPrefixes,
});

export const objectAttributes = structure({
  ETag: optional(text),
  Checksum: optional(structure({ ...checksums, ChecksumType: optional(text) })),
  ObjectParts: optional(
    structure({
      TotalPartsCount: optional(integer, "PartsCount"),
      PartNumberMarker: optional(text),
      NextPartNumberMarker: optional(text),
      MaxParts: optional(integer),
      IsTruncated: optional(flag),
      Parts: repeated(
        "Part",
        structure({ PartNumber: required(integer), Size: required(integer), ...checksums }),
      ),
    }),
  ),
  StorageClass: optional(text),
  ObjectSize: optional(integer),
});

export const postResponse = structure({
  Location: required(text),
  Bucket: required(text),
  Key: required(text),
  ETag: required(text),
});
