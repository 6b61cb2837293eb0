// Generated from services/todos/openapi.yml by `npm run contracts -- generate`; edit the contracts, not this file.
export interface paths {
    readonly "/storage": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Where my files are
         * @description Files go straight to S3, with credentials that the identity pool gives for an ID token. They reach the keys that begin with `prefix`, and nothing else. What lies under `{prefix}{todoId}/` is attached to that todo.
         */
        readonly get: operations["getStorage"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/todos": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** My todos, newest first */
        readonly get: operations["listTodos"];
        readonly put?: never;
        /** Add a todo */
        readonly post: operations["createTodo"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/todos/{todoId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** One todo */
        readonly get: operations["getTodo"];
        readonly put?: never;
        readonly post?: never;
        /** Remove a todo */
        readonly delete: operations["deleteTodo"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change, complete or reopen a todo
         * @description Fields that are absent stay as they are; `null` removes `notes` or `dueAt`.
         */
        readonly patch: operations["updateTodo"];
        readonly trace?: never;
    };
    readonly "/todos/{todoId}/attachments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Files of a todo
         * @description The objects under `{prefix}{todoId}/` of `GET /storage`, in the order of their names.
         */
        readonly get: operations["listAttachments"];
        readonly put?: never;
        readonly post?: never;
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
        readonly Todo: {
            /** Format: uuid */
            readonly id: string;
            readonly title: string;
            readonly notes?: string;
            /** Format: date-time */
            readonly dueAt?: string;
            readonly completed: boolean;
            /** Format: date-time */
            readonly completedAt?: string;
            /** Format: date-time */
            readonly createdAt: string;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly version: number;
        };
        readonly Attachment: {
            readonly key: string;
            readonly fileName: string;
            readonly size: number;
            /** Format: date-time */
            readonly updatedAt: string;
            readonly etag: string;
        };
        readonly Storage: {
            readonly bucket: string;
            readonly prefix: string;
            readonly region: string;
            readonly identityPoolId: string;
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
    readonly getStorage: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Bucket, folder and identity pool */
            readonly 200: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "bucket": "skein-dev-todos-attachments-000000000000",
                     *       "prefix": "5e5bd4e4-1d9d-4a1c-9b7b-0f9a3c1f7a52/",
                     *       "region": "us-east-1",
                     *       "identityPoolId": "us-east-1:3d7da71f-7db4-4753-be93-3804833fca49"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Storage"];
                };
            };
            readonly 401: components["responses"]["unauthorized"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly listTodos: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                readonly cursor?: string;
                readonly status?: "open" | "completed";
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of todos */
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
                     *           "title": "Water the plants",
                     *           "notes": "The fern too",
                     *           "dueAt": "2026-11-23T18:00:00Z",
                     *           "completed": false,
                     *           "createdAt": "2026-11-22T10:43:00.000Z",
                     *           "updatedAt": "2026-11-22T10:43:00.000Z",
                     *           "version": 1
                     *         }
                     *       ],
                     *       "cursor": "AQxUb0NvbnRpbnVlLCBzZW5kIHRoaXMgYXMgY3Vyc29y"
                     *     }
                     */
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Todo"][];
                        readonly cursor?: string;
                    };
                };
            };
            readonly 400: components["responses"]["validation-failed.cursor-invalid"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly createTodo: {
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
                 *       "title": "Water the plants",
                 *       "notes": "The fern too",
                 *       "dueAt": "2026-11-23T18:00:00Z"
                 *     }
                 */
                readonly "application/json": {
                    readonly title: string;
                    readonly notes?: string;
                    /** Format: date-time */
                    readonly dueAt?: string;
                };
            };
        };
        readonly responses: {
            /** @description The new todo */
            readonly 201: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly ETag: components["headers"]["ETag"];
                    /** @description Path of the new todo */
                    readonly location: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21",
                     *       "title": "Water the plants",
                     *       "notes": "The fern too",
                     *       "dueAt": "2026-11-23T18:00:00Z",
                     *       "completed": false,
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Todo"];
                };
            };
            readonly 400: components["responses"]["validation-failed.malformed-body"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 409: components["responses"]["idempotency-in-progress"];
            readonly 413: components["responses"]["payload-too-large"];
            readonly 415: components["responses"]["unsupported-media-type"];
            readonly 422: components["responses"]["idempotency-mismatch"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly getTodo: {
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
                /** @example 019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21 */
                readonly todoId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The todo */
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
                     *       "title": "Water the plants",
                     *       "notes": "The fern too",
                     *       "dueAt": "2026-11-23T18:00:00Z",
                     *       "completed": false,
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T10:43:00.000Z",
                     *       "version": 1
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Todo"];
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
            readonly 404: components["responses"]["not-found"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly deleteTodo: {
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
                /** @example 019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21 */
                readonly todoId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description The todo is gone */
            readonly 204: {
                headers: {
                    readonly "X-Correlation-Id": components["headers"]["X-Correlation-Id"];
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            readonly 400: components["responses"]["validation-failed"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 404: components["responses"]["not-found"];
            readonly 412: components["responses"]["version-conflict"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly updateTodo: {
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
                /** @example 019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21 */
                readonly todoId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                /**
                 * @example {
                 *       "completed": true,
                 *       "dueAt": null
                 *     }
                 */
                readonly "application/json": {
                    readonly title?: string;
                    readonly notes?: string | null;
                    readonly dueAt?: string | null;
                    readonly completed?: boolean;
                };
            };
        };
        readonly responses: {
            /** @description The todo after the change */
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
                     *       "title": "Water the plants",
                     *       "notes": "The fern too",
                     *       "completed": true,
                     *       "createdAt": "2026-11-22T10:43:00.000Z",
                     *       "updatedAt": "2026-11-22T18:20:11.300Z",
                     *       "version": 2,
                     *       "completedAt": "2026-11-22T18:20:11.300Z"
                     *     }
                     */
                    readonly "application/json": components["schemas"]["Todo"];
                };
            };
            readonly 400: components["responses"]["validation-failed.malformed-body"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 404: components["responses"]["not-found"];
            readonly 412: components["responses"]["version-conflict"];
            readonly 413: components["responses"]["payload-too-large"];
            readonly 415: components["responses"]["unsupported-media-type"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
    readonly listAttachments: {
        readonly parameters: {
            readonly query?: {
                readonly limit?: number;
                readonly cursor?: string;
            };
            readonly header?: never;
            readonly path: {
                /** @example 019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21 */
                readonly todoId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description One page of files */
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
                     *           "key": "5e5bd4e4-1d9d-4a1c-9b7b-0f9a3c1f7a52/019aab4e-9f5c-7c3a-9d0e-3f6f0a4b8c21/fern.jpg",
                     *           "fileName": "fern.jpg",
                     *           "size": 482113,
                     *           "updatedAt": "2026-11-22T10:44:10.000Z",
                     *           "etag": "\"9b2cf535f27731c974343645a3985328\""
                     *         }
                     *       ]
                     *     }
                     */
                    readonly "application/json": {
                        readonly items: readonly components["schemas"]["Attachment"][];
                        readonly cursor?: string;
                    };
                };
            };
            readonly 400: components["responses"]["validation-failed.cursor-invalid"];
            readonly 401: components["responses"]["unauthorized"];
            readonly 404: components["responses"]["not-found"];
            readonly 429: components["responses"]["too-many-requests"];
            readonly 500: components["responses"]["internal"];
            readonly 503: components["responses"]["unavailable"];
        };
    };
}
