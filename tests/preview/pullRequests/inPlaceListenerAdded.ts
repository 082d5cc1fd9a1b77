import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

export const pullRequest: PullRequest = {
    level: "rolling",
    says: [
        "emqx.listeners.ws (8083) added",
        "Every pod is replaced, in its own place, one after another.",
        "At the push, before any pod is made anew, on the nodes that run: ws opens its port.",
    ],
    changes: () =>
        stackChanges(
            withEmqx(inPlace, { listeners: { tcp: {} } }),
            withEmqx(inPlace, { listeners: { tcp: {}, ws: {} } }),
        ),
};
