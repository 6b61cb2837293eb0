// Generated from services/blog/openapi.yml by `npm run contracts -- generate`; edit the contracts, not this file.
export interface paths {
    readonly "/drafts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * My drafts, newest first
         * @description For members of the group `authors`.
         */
        readonly get: operations["listDrafts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/drafts/{slug}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * One of my drafts
         * @description For members of the group `authors`.
         */
        readonly get: operations["getDraft"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/posts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Published posts, newest first
         * @description With `status=draft`, leads to the caller's own drafts, which need an access token.
         */
        readonly get: operations["listPosts"];
        readonly put?: never;
        /**
         * Write a post
         * @description Without a `slug` it is made from the title. For members of the group `authors`.
         */
        readonly post: operations["createPost"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/posts/{slug}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One published post */
        readonly get: operations["getPost"];
        /**
         * Rewrite, publish or withdraw a post
         * @description Without a `slug` it keeps the one it has. After a change of slug, the old one leads to the new one. For members of the group `authors`.
         */
        readonly put: operations["updatePost"];
        readonly post?: never;
        /**
         * Remove a post and all of its slugs
         * @description For members of the group `authors`.
         */
        readonly delete: operations["deletePost"];
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/subscribers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Get new posts by e-mail
         * @description The answer does not tell whether the address has subscribed before.
         */
        readonly post: operations["subscribe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/subscribers/unsubscribe": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * The link in every mail
         * @description Ends the subscription, unless the caller asks for `text/html`: a browser is shown a page that asks first, because programs that look for dangerous links in mails open them too.
         */
        readonly get: operations["unsubscribeByLink"];
        readonly put?: never;
        /**
         * Ends a subscription with one click
         * @description As mail programs do it by RFC 8058. The body is not read; a second time changes nothing.
         */
        readonly post: operations["unsubscribe"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        readonly Post: {
            /** Format: uuid */
            readonly id: string;
            readonly slug: string;
            readonly title: string;
            readonly excerpt: string;
            readonly tags: readonly string[];
            /** @enum {string} */
            readonly status: "draft" | "published";
            readonly author: {
                /** Format: uuid */
                readonly id: string;
                readonly name?: string;
            };
            /** Format: date-time */
            readonly publishedAt?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly version: number;
            readonly body: string;
            readonly html: string;
        };
        readonly PostSummary: {
            /** Format: uuid */
            readonly id: string;
            readonly slug: string;
            readonly title: string;
            readonly excerpt: string;
            readonly tags: readonly string[];
            /** @enum {string} */
            readonly status: "draft" | "published";
            readonly author: {
                /** Format: uuid */
                readonly id: string;
                readonly name?: string;
            };
            /** Format: date-time */
            readonly publishedAt?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly version: number;
        };
        readonly Problem: {
            readonly type: string;
            readonly title: string;
            readonly status: number;
            readonly detail?: string;
            readonly correlationId: string;
            readonly errors?: readonly {
                readonly path: string;
                readonly message: string;
            }[];
        };
    };
    responses: {
        /** @description The request is not valid (`validation-failed`), or: The cursor is not valid for this list (`cursor-invalid`) */
        readonly "validation-failed.cursor-invalid": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is not valid (`validation-failed`), or: The body is not a JSON object (`malformed-body`) */
        readonly "validation-failed.malformed-body": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is not valid (`validation-failed`) */
        readonly "validation-failed": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A valid access token is required (`unauthorized`) */
        readonly unauthorized: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The caller is not allowed to do this (`forbidden`) */
        readonly forbidden: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is no such resource (`not-found`) */
        readonly "not-found": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A request with this Idempotency-Key is still running (`idempotency-in-progress`), or: Another post has this slug (`slug-taken`) */
        readonly "idempotency-in-progress.slug-taken": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Another post has this slug (`slug-taken`) */
        readonly "slug-taken": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A request with this Idempotency-Key is still running (`idempotency-in-progress`) */
        readonly "idempotency-in-progress": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The resource has changed since it was read (`version-conflict`) */
        readonly "version-conflict": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request is too large (`payload-too-large`) */
        readonly "payload-too-large": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body must be application/json (`unsupported-media-type`) */
        readonly "unsupported-media-type": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description This Idempotency-Key was used for a request with other content (`idempotency-mismatch`) */
        readonly "idempotency-mismatch": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests (`too-many-requests`) */
        readonly "too-many-requests": {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Something went wrong on our side (`internal`) */
        readonly internal: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service is not able to answer now (`unavailable`) */
        readonly unavailable: {
            headers: {
                readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                readonly "Retry-After": components["headers"]["Retry-After"];
                readonly [name: string]: unknown;
            };
            content: {
                readonly "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description Makes it safe to send the request again: within 24 hours the same key and body get the first answer, and nothing is done twice. The same key with another body is refused (422).
         * @example 5f0c6f0e-4e0b-4d0a-9a52-0a7a3d5f6c11
         */
        readonly IdempotencyKey: string;
        /**
         * @description The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.
         * @example "1"
         */
        readonly IfMatch: string;
        /**
         * @description The ETag of the version that you have; answers 304 when it is still good.
         * @example "1"
         */
        readonly IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The version of the resource; send it in `If-Match` to change this version and no other.
         * @example "1"
         */
        readonly ETag: string;
        /** @description Finds this request in the logs. Yours when you sent one. */
        readonly "X-Correlation-Id": string;
        /** @description Says that an access token is needed. */
        readonly "WWW-Authenticate": string;
        /** @description Seconds to wait before trying again. */
        readonly "Retry-After": number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    readonly listDrafts: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of drafts */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *           "slug": "hello-skein",
                     *           "title": "Hello, Skein",
                     *           "excerpt": "A blog that is rarely written and often read.",
                     *           "tags": [
                     *             "news"
                     *           ],
                     *           "status": "draft",
                     *           "author": {
                     *             "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *             "name": "Ada"
                     *           },
                     *           "createdAt": "2026-11-22T10:43:00.000Z",
                     *           "updatedAt": "2026-11-22T10:43:00.000Z",
                     *           "version": 1
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["PostSummary"][];
                        readonly cursor?: string;
                    };
                };
            };
            readonly 400: components["responses"]["validation-failed.cursor-invalid"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 403: components["responses"]["forbidden"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getDraft: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you have; answers 304 when it is still good.
                 * @example "1"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @example hello-skein */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The draft */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *       "slug": "hello-skein",
                     *       "title": "Hello, Skein",
                     *       "excerpt": "A blog that is rarely written and often read.",
                     *       "tags": [
                     *         "news"
                     *       ],
                     *       "status": "draft",
                     *       "author": {
                     *         "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *         "name": "Ada"
                     *       },
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1,
                     *       "body": "A blog that is *rarely* written and often read.",
                     *       "html": "<p>A blog that is <em>rarely</em> written and often read.</p>\n"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            /** @description Your version is still good */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 401: components["responses"]["unauthorized"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not-found"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly listPosts: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                readonly cursor?: string;
                readonly tag?: string;
                readonly status?: "draft" | "published";
            };
            readonly header?: {
                /**
                 * @description The ETag of the version that you have; answers 304 when it is still good.
                 * @example "1"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of posts */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    /** @description How long caches may keep the answer */
                    readonly "cache-control": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *           "slug": "hello-skein",
                     *           "title": "Hello, Skein",
                     *           "excerpt": "A blog that is rarely written and often read.",
                     *           "tags": [
                     *             "news"
                     *           ],
                     *           "status": "published",
                     *           "author": {
                     *             "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *             "name": "Ada"
                     *           },
                     *           "publishedAt": "2026-11-22T10:43:00.000Z",
                     *           "createdAt": "2026-11-22T10:43:00.000Z",
                     *           "updatedAt": "2026-11-22T10:43:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "cursor": "AQxUb0NvbnRpbnVlLCBzZW5kIHRoaXMgYXMgY3Vyc29y"
                     *     }
                     */
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["PostSummary"][];
                        readonly cursor?: string;
                    };
                };
            };
            /** @description Your version is still good */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Drafts are elsewhere */
            readonly 307: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    /** @description Where the drafts are */
                    readonly location: string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed.cursor-invalid"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly createPost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes it safe to send the request again: within 24 hours the same key and body get the first answer, and nothing is done twice. The same key with another body is refused (422).
                 * @example 5f0c6f0e-4e0b-4d0a-9a52-0a7a3d5f6c11
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": "Hello, Skein",
                 *       "body": "A blog that is *rarely* written and often read.",
                 *       "tags": [
                 *         "news"
                 *       ],
                 *       "status": "published"
                 *     }
                 */
                readonly "application/json": {
                    readonly title: string;
                    readonly body: string;
                    readonly tags?: readonly string[];
                    /** @enum {string} */
                    readonly status: "draft" | "published";
                    readonly slug?: string;
                };
            };
        };
        readonly responses: {
            /** @description The new post */
            readonly 201: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    /** @description Path of the new post */
                    readonly location: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *       "slug": "hello-skein",
                     *       "title": "Hello, Skein",
                     *       "excerpt": "A blog that is rarely written and often read.",
                     *       "tags": [
                     *         "news"
                     *       ],
                     *       "status": "published",
                     *       "author": {
                     *         "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *         "name": "Ada"
                     *       },
                     *       "publishedAt": "2026-11-22T10:43:00.000Z",
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1,
                     *       "body": "A blog that is *rarely* written and often read.",
                     *       "html": "<p>A blog that is <em>rarely</em> written and often read.</p>\n"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            readonly 400: components["responses"]["validation-failed.malformed-body"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 403: components["responses"]["forbidden"];
            readonly 409: components["responses"]["idempotency-in-progress.slug-taken"];
            readonly 413: components["responses"]["payload-too-large"];
            readonly 415: components["responses"]["unsupported-media-type"];
            readonly 422: components["responses"]["idempotency-mismatch"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getPost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you have; answers 304 when it is still good.
                 * @example "1"
                 */
                readonly "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            readonly path: {
                /** @example hello-skein */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The post */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    /** @description How long caches may keep the answer */
                    readonly "cache-control": string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *       "slug": "hello-skein",
                     *       "title": "Hello, Skein",
                     *       "excerpt": "A blog that is rarely written and often read.",
                     *       "tags": [
                     *         "news"
                     *       ],
                     *       "status": "published",
                     *       "author": {
                     *         "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *         "name": "Ada"
                     *       },
                     *       "publishedAt": "2026-11-22T10:43:00.000Z",
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1,
                     *       "body": "A blog that is *rarely* written and often read.",
                     *       "html": "<p>A blog that is <em>rarely</em> written and often read.</p>\n"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            /** @description The post has another slug now */
            readonly 301: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    /** @description Where the post is */
                    readonly location: string;
                    /** @description How long caches may keep the answer */
                    readonly "cache-control": string;
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Your version is still good */
            readonly 304: {
                headers: {
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 404: components["responses"]["not-found"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly updatePost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.
                 * @example "1"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @example hello-skein */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "title": "Hello, Skein",
                 *       "body": "A blog that is *rarely* written and often read.",
                 *       "tags": [
                 *         "news"
                 *       ],
                 *       "status": "published",
                 *       "slug": "hello-skein"
                 *     }
                 */
                readonly "application/json": {
                    readonly title: string;
                    readonly body: string;
                    readonly tags?: readonly string[];
                    /** @enum {string} */
                    readonly status: "draft" | "published";
                    readonly slug?: string;
                };
            };
        };
        readonly responses: {
            /** @description The post after the change */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *       "slug": "hello-skein",
                     *       "title": "Hello, Skein",
                     *       "excerpt": "A blog that is rarely written and often read.",
                     *       "tags": [
                     *         "news"
                     *       ],
                     *       "status": "published",
                     *       "author": {
                     *         "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
                     *         "name": "Ada"
                     *       },
                     *       "publishedAt": "2026-11-22T10:43:00.000Z",
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1,
                     *       "body": "A blog that is *rarely* written and often read.",
                     *       "html": "<p>A blog that is <em>rarely</em> written and often read.</p>\n"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Post"];
                };
            };
            readonly 400: components["responses"]["validation-failed.malformed-body"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not-found"];
            readonly 409: components["responses"]["slug-taken"];
            readonly 412: components["responses"]["version-conflict"];
            readonly 413: components["responses"]["payload-too-large"];
            readonly 415: components["responses"]["unsupported-media-type"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly deletePost: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description The ETag of the version that you read. When the resource has changed since, nothing is done (412). Without it, or with `*`, any version is changed.
                 * @example "1"
                 */
                readonly "If-Match"?: components["parameters"]["IfMatch"];
            };
            readonly path: {
                /** @example hello-skein */
                readonly slug: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The post is gone */
            readonly 204: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 403: components["responses"]["forbidden"];
            readonly 404: components["responses"]["not-found"];
            readonly 412: components["responses"]["version-conflict"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly subscribe: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /**
                 * @description Makes it safe to send the request again: within 24 hours the same key and body get the first answer, and nothing is done twice. The same key with another body is refused (422).
                 * @example 5f0c6f0e-4e0b-4d0a-9a52-0a7a3d5f6c11
                 */
                readonly "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "email": "grace@example.com"
                 *     }
                 */
                readonly "application/json": {
                    /** Format: idn-email */
                    readonly email: string;
                };
            };
        };
        readonly responses: {
            /** @description A new subscriber gets a welcome e-mail */
            readonly 202: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed.malformed-body"];
            readonly 409: components["responses"]["idempotency-in-progress"];
            readonly 413: components["responses"]["payload-too-large"];
            readonly 415: components["responses"]["unsupported-media-type"];
            readonly 422: components["responses"]["idempotency-mismatch"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly unsubscribeByLink: {
        readonly parameters: {
            readonly query: {
                readonly token: string;
            };
            readonly header?: {
                readonly accept?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page with a button that unsubscribes */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html><title>Unsubscribe?</title> */
                    readonly "text/html": string;
                };
            };
            /** @description The address gets no more mails */
            readonly 204: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly unsubscribe: {
        readonly parameters: {
            readonly query: {
                readonly token: string;
            };
            readonly header?: {
                readonly accept?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description A page that says so, for a browser */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /** @example <!doctype html><title>Unsubscribe?</title> */
                    readonly "text/html": string;
                };
            };
            /** @description The address gets no more mails */
            readonly 204: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
}
