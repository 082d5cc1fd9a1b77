import { million, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const secrets = (value: string) =>
    withEmqx(million, { secretEnvironment: { EMQX_AUTHENTICATION__1__PASSWORD: value } });

export const pullRequest: PullRequest = {
    level: "rolling",
    says: ["emqx.secretEnvironment"],
    changes: () => stackChanges(secrets("password-of-before"), secrets("password-of-after")),
};
