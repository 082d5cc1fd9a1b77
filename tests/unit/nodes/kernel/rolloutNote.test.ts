import assert from "node:assert/strict";
import { KernelRollout, renderPodSysctls, rolloutNote } from "../../../../provider/nodes/kernel";
import { profileOf } from "./building";

describe("rollout note", () => {
    it("names with DaemonSet every key that needs more than being written, and no other", () => {
        const profile = profileOf({ rollout: KernelRollout.DaemonSet });
        const note = rolloutNote(profile);
        const named = profile.parameters.filter(({ key }) => note.includes(key)).map(({ key }) => key);
        const expected = ["nofile", ...renderPodSysctls(profile).map(({ name }) => name)];
        assert.deepEqual(named.sort(), expected.sort());
    });

    it("says with NewNodes that running nodes keep the old values", () => {
        assert.match(
            rolloutNote(profileOf({ rollout: KernelRollout.NewNodes })),
            /running nodes keep the old values/,
        );
    });

    it("says with ReplacePool in which order the pools change", () => {
        assert.match(
            rolloutNote(profileOf({})),
            /new ones first, EMQX rolled onto them, then the old ones go/,
        );
    });
});
