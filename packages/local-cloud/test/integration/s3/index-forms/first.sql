-- An index of the first form, with one of everything, as the local cloud left it that wrote this form. All contents are 'content', again and again.
CREATE TABLE counter (id INTEGER PRIMARY KEY CHECK (id = 1), value INTEGER NOT NULL) STRICT;
CREATE TABLE bodies (
  id TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  refs INTEGER NOT NULL,
  bytes BLOB
) STRICT;
CREATE TABLE versions (
  seq INTEGER PRIMARY KEY,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  version_id TEXT NOT NULL,
  latest INTEGER NOT NULL,
  marker INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  modified_at INTEGER NOT NULL,
  parts INTEGER NOT NULL,
  details TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX versions_by_key ON versions (bucket, key, seq DESC);
CREATE UNIQUE INDEX versions_latest ON versions (bucket, key) WHERE latest = 1;
CREATE TABLE segments (
  seq INTEGER NOT NULL REFERENCES versions (seq) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  start INTEGER NOT NULL,
  size INTEGER NOT NULL,
  body_id TEXT NOT NULL REFERENCES bodies (id),
  checksum TEXT,
  PRIMARY KEY (seq, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE uploads (
  id TEXT PRIMARY KEY,
  bucket TEXT NOT NULL,
  key BLOB NOT NULL,
  initiated_at INTEGER NOT NULL,
  deletion_seen INTEGER NOT NULL DEFAULT 0,
  details TEXT NOT NULL
) STRICT;
CREATE INDEX uploads_by_key ON uploads (bucket, key, id);
CREATE TABLE upload_parts (
  upload_id TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  size INTEGER NOT NULL,
  etag TEXT NOT NULL,
  checksum TEXT NOT NULL,
  body_id TEXT NOT NULL REFERENCES bodies (id),
  modified_at INTEGER NOT NULL,
  PRIMARY KEY (upload_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  destination TEXT NOT NULL,
  bucket TEXT NOT NULL,
  payload TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER NOT NULL
) STRICT;
CREATE INDEX outbox_by_destination ON outbox (destination, id);
CREATE TABLE buckets (key TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
INSERT INTO counter VALUES (1, 14);
INSERT INTO bodies VALUES ('70e0c4d3d726494482d4d54331f1c17a', 20, 2, X'636F6E74656E74636F6E74656E74636F6E74656E');
INSERT INTO bodies VALUES ('708622129e8f630e1713297d9333d2b6', 12, 1, X'636F6E74656E74636F6E7465');
INSERT INTO bodies VALUES ('70a421cdcfbd687a7a4b8534ddb658cb', 0, 1, X'');
INSERT INTO bodies VALUES ('706c93c42fbe35f7bcb0164d1ba39ded', 40000, 2, NULL);
INSERT INTO bodies VALUES ('70af27c6fdb01125519fc5ab2a9ed33c', 5242880, 1, NULL);
INSERT INTO bodies VALUES ('7004483f6b46e73783f1c610aab30048', 7, 1, X'636F6E74656E74');
INSERT INTO bodies VALUES ('70bc3fa9bc424446e53f80ebad520b3d', 14, 1, X'636F6E74656E74636F6E74656E74');
INSERT INTO bodies VALUES ('7077c513ca851775ac52ba0e03ebb963', 1, 1, X'63');
INSERT INTO bodies VALUES ('7001dec3931ab0a25aa7d8dbd9c7bc01', 2, 1, X'636F');
INSERT INTO bodies VALUES ('701ca65ea33f0a1877d79f71bb12f31d', 50000, 1, NULL);
INSERT INTO versions VALUES (1, 'plain', X'736D616C6C', 'null', 1, 0, 20, '9ffebeab94e8a17b5f156c1558850611', 1795828988358, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","metadata":{"a":"1"},"tags":[{"Key":"t","Value":"1"}],"checksum":{"algorithm":"CRC64NVME","value":"jDGF7/mF75s=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (3, 'plain', X'7265706C61636564', 'null', 1, 0, 12, '2b0a03b6af72292bfea489fd2ee8eabf', 1795828988374, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"DExEwrCv61k=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (4, 'plain', X'656D707479', 'null', 1, 0, 0, 'd41d8cd98f00b204e9800998ecf8427e', 1795828988375, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"AAAAAAAAAAA=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (5, 'plain', X'6C61726765', 'null', 1, 0, 40000, 'b8d7d1bfd55752b2ef39f572c5369946', 1795828988380, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"GlJ7BTvnTlk=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (6, 'plain', X'636F7079206F6620736D616C6C', 'null', 1, 0, 20, '9ffebeab94e8a17b5f156c1558850611', 1795828988382, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","metadata":{"a":"1"},"tags":[{"Key":"t","Value":"1"}],"checksum":{"algorithm":"CRC64NVME","value":"jDGF7/mF75s=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (7, 'plain', X'636F7079206F66206C61726765', 'null', 1, 0, 40000, 'b8d7d1bfd55752b2ef39f572c5369946', 1795828988383, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"GlJ7BTvnTlk=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (8, 'plain', X'7061727473', 'null', 1, 0, 5242887, '4da989a237b1223eb14e4478117fdb96-2', 1795828988426, 2, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"2M2i5x14Q7o=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (9, 'versioned', X'6B', 'null', 0, 0, 1, '4a8a08f09d37b73795649038408b5f33', 1795828988428, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"cvJl1dSg7s4=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (10, 'versioned', X'6B', 'S29wNVZchFhm.Lx4DOsDmh3FP4_B4ylT', 0, 0, 2, 'ab6c040066603ef2519d512b21dce9ab', 1795828988429, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"wWs/tLc6uAg=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (11, 'versioned', X'6B', 'Rtb7qt2YS.dHiqPqUA1o7Ft4dAk5rCgA', 0, 0, 50000, '15283e615f2653b5d705a22bdf077d41', 1795828988431, 0, '{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256","checksum":{"algorithm":"CRC64NVME","value":"Y6V8yrSxwRA=","type":"FULL_OBJECT"}}');
INSERT INTO versions VALUES (12, 'versioned', X'6B', 'lWvnIOsXQRNCTeDhokIGkfg5tkvBROYB', 1, 1, 0, '', 1795828988431, 0, '{}');
INSERT INTO segments VALUES (1, 1, 0, 20, '70e0c4d3d726494482d4d54331f1c17a', NULL);
INSERT INTO segments VALUES (3, 1, 0, 12, '708622129e8f630e1713297d9333d2b6', NULL);
INSERT INTO segments VALUES (4, 1, 0, 0, '70a421cdcfbd687a7a4b8534ddb658cb', NULL);
INSERT INTO segments VALUES (5, 1, 0, 40000, '706c93c42fbe35f7bcb0164d1ba39ded', NULL);
INSERT INTO segments VALUES (6, 1, 0, 20, '70e0c4d3d726494482d4d54331f1c17a', NULL);
INSERT INTO segments VALUES (7, 1, 0, 40000, '706c93c42fbe35f7bcb0164d1ba39ded', NULL);
INSERT INTO segments VALUES (8, 1, 0, 5242880, '70af27c6fdb01125519fc5ab2a9ed33c', NULL);
INSERT INTO segments VALUES (8, 2, 5242880, 7, '7004483f6b46e73783f1c610aab30048', NULL);
INSERT INTO segments VALUES (9, 1, 0, 1, '7077c513ca851775ac52ba0e03ebb963', NULL);
INSERT INTO segments VALUES (10, 1, 0, 2, '7001dec3931ab0a25aa7d8dbd9c7bc01', NULL);
INSERT INTO segments VALUES (11, 1, 0, 50000, '701ca65ea33f0a1877d79f71bb12f31d', NULL);
INSERT INTO uploads VALUES ('0mwzq7nrfzz21PSdMmEe3VM0RyAFHkGx1NxMIkaJ6ZmBG6b75', 'plain', X'756E64657220776179', 1795828988427, 0, '{"object":{"ContentType":"binary/octet-stream","ServerSideEncryption":"AES256"},"initiator":"4c4547182d4c0f05ca014026b38c2961bdb7d34e4f57ec9b9d4a08d90a815f49"}');
INSERT INTO upload_parts VALUES ('0mwzq7nrfzz21PSdMmEe3VM0RyAFHkGx1NxMIkaJ6ZmBG6b75', 1, 14, '6858851eee0e05f318897984757b59dc', '{"CRC64NVME":"XO934hJSth4="}', '70bc3fa9bc424446e53f80ebad520b3d', 1795828988427);
INSERT INTO buckets VALUES ('plain', '{"name":"plain","createdAt":1795828988356,"ownership":"BucketOwnerEnforced","publicAccessBlock":{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true},"encryption":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"},"BucketKeyEnabled":false}]}');
INSERT INTO buckets VALUES ('versioned', '{"name":"versioned","createdAt":1795828988356,"ownership":"BucketOwnerEnforced","publicAccessBlock":{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true},"encryption":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"},"BucketKeyEnabled":false}],"versioning":"Enabled"}');
