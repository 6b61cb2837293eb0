/** The services that have a document. */
import * as blog from "../blog.ts";
import * as blogSubscribers from "../blog-subscribers.ts";
import { blogExamples } from "../examples/blog.ts";
import { todosExamples } from "../examples/todos.ts";
import { usersExamples } from "../examples/users.ts";
import * as todos from "../todos.ts";
import * as users from "../users.ts";
import { routesIn, type Service } from "./service.ts";

export const services: readonly Service[] = [
  {
    name: "users",
    title: "Skein users",
    description: "Who you are: your profile, and the end of your account.",
    localUrl: "http://127.0.0.1:4110",
    routes: routesIn(users),
    schemas: { Profile: users.profile, User: users.user },
    examples: usersExamples,
  },
  {
    name: "todos",
    title: "Skein todos",
    description: "What you want to get done. Nobody but you sees your todos.",
    localUrl: "http://127.0.0.1:4120",
    routes: routesIn(todos),
    schemas: { Todo: todos.todo, Attachment: todos.attachment, Storage: todos.storage },
    examples: todosExamples,
  },
  {
    name: "blog",
    title: "Skein blog",
    description: "Posts, public and cacheable, and the people who hear of new ones by e-mail.",
    localUrl: "http://127.0.0.1:4130",
    routes: routesIn({ ...blog, ...blogSubscribers }),
    schemas: { Post: blog.post, PostSummary: blog.postSummary },
    examples: blogExamples,
  },
];
