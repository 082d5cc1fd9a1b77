import assert from "node:assert/strict";
import { EMQX_PLACES } from "../../../provider/emqx/plan/schema";
import { LOAD_BALANCER_PLACES } from "../../../provider/loadBalancer/schema";
import { namedFromOutside } from "../../../provider/validation/fromOutside";

describe("a sentence of a component in a whole stack", () => {
    const EMQX: [inside: string, outside: string][] = [
        ["Write 2 or more in replicants.replicas.", "Write 2 or more in emqx.replicants.replicas."],
        [
            "It fits with evacuation.connectionsPerSecond and evacuation.sessionsPerSecond of 8,400",
            "It fits with emqx.evacuation.connectionsPerSecond and emqx.evacuation.sessionsPerSecond of 8,400",
        ],
        ["EMQX Enterprise has no licenseKey: 25", "EMQX Enterprise has no emqx.licenseKey: 25"],
        ["environment.EMQX_A is not enough", "emqx.environment.EMQX_A is not enough"],
        ["listeners.tcp.maxConnections is small", "emqx.listeners.tcp.maxConnections is small"],
        // HOCON, words, what is a path from outside already, and names of others.
        ["config: listeners.tcp.default.bind is EMQX's", "config: listeners.tcp.default.bind is EMQX's"],
        [
            "dashboard.listeners.http is off, mqtt.max_inflight",
            "dashboard.listeners.http is off, mqtt.max_inflight",
        ],
        ["the version of the image and its cores", "the version of the image and its cores"],
        ["write emqx.cores.replicas", "write emqx.cores.replicas"],
        ["see example.com/cores.replicas", "see example.com/cores.replicas"],
    ];
    for (const [inside, outside] of EMQX) {
        it(inside, () => assert.equal(namedFromOutside(inside, EMQX_PLACES), outside));
    }

    it("of the load balancer names its inputs, and listeners as EMQX's", () => {
        assert.equal(
            namedFromOutside(
                "raise idleTimeoutSeconds, or write listeners.tcp.exposed: false",
                LOAD_BALANCER_PLACES,
            ),
            "raise loadBalancer.idleTimeoutSeconds, or write emqx.listeners.tcp.exposed: false",
        );
    });
});
