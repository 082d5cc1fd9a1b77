import { strict as assert } from "node:assert";
import { podTrouble } from "../../../../../provider/emqx/gate/meant/podTrouble";

describe("why a pod is not ready", () => {
    it("is nothing while it is being made", () => {
        assert.equal(podTrouble({}), undefined);
        assert.equal(
            podTrouble({
                containerStatuses: [{ name: "emqx", state: { waiting: { reason: "PodInitializing" } } }],
            }),
            undefined,
        );
    });

    it("is the scheduler's message", () => {
        const conditions = [
            {
                type: "PodScheduled",
                status: "False",
                message: "0/3 nodes are available: 3 Insufficient cpu.",
            },
        ];
        assert.equal(
            podTrouble({ conditions }),
            "cannot be scheduled: 0/3 nodes are available: 3 Insufficient cpu.",
        );
    });

    it("is the preflight container's sentence", () => {
        const message =
            "nofile 1,024, needs 250,000: the node's containerd limit was not raised; see docs/kernel.md#nofile\n";
        const lastState = { terminated: { exitCode: 1, reason: "Error", message } };
        const status = { name: "preflight", state: { waiting: { reason: "CrashLoopBackOff" } }, lastState };
        assert.equal(
            podTrouble({ initContainerStatuses: [status] }),
            `preflight ended with Error (exit code 1): ${message.trim()}`,
        );
    });

    it("is an image that cannot be pulled", () => {
        const waiting = { reason: "ImagePullBackOff", message: 'Back-off pulling image "emqx/emqx:5.7.9"' };
        const containerStatuses = [{ name: "emqx", ready: false, state: { waiting } }];
        assert.equal(
            podTrouble({ containerStatuses }),
            'emqx: ImagePullBackOff: Back-off pulling image "emqx/emqx:5.7.9"',
        );
    });

    it("is the last lines of a crash", () => {
        const message = ["one", "two", "three", "four", "five", "six"].join("\n");
        const lastState = { terminated: { exitCode: 137, reason: "OOMKilled", message } };
        const containerStatuses = [{ name: "emqx", ready: false, lastState }];
        assert.equal(
            podTrouble({ containerStatuses }),
            "emqx ended with OOMKilled (exit code 137): two | three | four | five | six",
        );
    });

    it("is the kubelet's refusal of a sysctl", () => {
        const status = {
            phase: "Failed",
            reason: "SysctlForbidden",
            message: "forbidden sysctl: net.core.somaxconn not allowlisted",
        };
        assert.equal(
            podTrouble(status),
            "SysctlForbidden: forbidden sysctl: net.core.somaxconn not allowlisted",
        );
    });

    it("is nothing of a container that came back up", () => {
        const lastState = { terminated: { exitCode: 1 } };
        assert.equal(
            podTrouble({ containerStatuses: [{ name: "emqx", ready: true, lastState }] }),
            undefined,
        );
    });
});
