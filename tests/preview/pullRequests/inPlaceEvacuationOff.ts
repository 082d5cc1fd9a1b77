import { EvacuationType } from "../../../provider";
import { inPlace, type PullRequest, stackChanges, withEmqx } from "./pullRequest";

const off = withEmqx(inPlace, { evacuation: { type: EvacuationType.Disabled } });

export const pullRequest: PullRequest = {
    level: "reconnect",
    says: [
        "emqx.evacuation.type is Disabled, the 5 running replicants close up to 200,000 connections each when they go, one after the other as they are made anew, and sessions kept in memory are lost.",
    ],
    changes: () => stackChanges(off, withEmqx(off, { version: "6.3.2" })),
};
