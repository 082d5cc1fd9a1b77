import assert from "node:assert/strict";
import { standingAnswers } from "../../preview/changes/standingAnswers";
import { reviewOf } from "../../preview/impact/reviewOf";
import { EmqxOnAck } from "../../provider";
import { dataText } from "../../testkit/data";
import { runProgram } from "../../testkit/programs/runProgram";
import { changesAgainstState } from "../support/changes";
import { stateOf } from "../support/stateOf";
import { million, withEmqx } from "./pullRequests/pullRequest";

/** The stack of the recorded state: MQTT over TCP and TLS, Enterprise, a key of the user's. */
const stack = withEmqx(
    // On the cluster that the recorded state names.
    { ...million, existingCluster: { ...million.existingCluster!, clusterId: "c-existing" } },
    {
        listeners: { tcp: {}, ssl: { tlsSecretName: "mqtt-tls" } },
        config: "mqtt.max_inflight = 32",
    },
);

/** That of a stack which 0.1.0 made, with the same arguments. */
async function review() {
    const state = JSON.parse(dataText("states", "0.1.0.json"));
    return reviewOf(
        await changesAgainstState(() => {
            new EmqxOnAck("mqtt", stack);
        }, state),
    );
}

describe("the review of the first update of a stack of 0.1.0", function () {
    this.timeout(60_000);

    it("says that TCP and TLS listeners restart once at the push, and that everybody reconnects then", async () => {
        const { level, effects, refusals } = await review();
        assert.equal(level, "reconnect");
        assert.deepEqual(refusals, []);
        const listeners = effects.find(({ fact }) => fact.kind === "listenerPush");
        assert.ok(listeners?.fact.kind === "listenerPush");
        assert.deepEqual(
            listeners.fact.pushed.map(({ listener, move, because }) => [
                listener,
                move,
                because.map(({ setting, from, to }) => `${setting} ${from} to ${to}`),
            ]),
            [
                ["ssl.default", "restarted", ["bind 8883 to 0.0.0.0:8883"]],
                ["tcp.default", "restarted", ["bind 1883 to 0.0.0.0:1883"]],
            ],
        );
        assert.match(
            listeners.happens,
            /^At the push, when the new cores are ready, on the old nodes too: ssl is stopped and started \(.*\): all its connections are cut, and its clients reconnect in that second\. tcp is stopped and started \(.*\): all its connections are cut, and its clients reconnect in that second\.$/,
        );
    });

    it("says that everything rolls then, at a pace that cuts nobody else", async () => {
        const { rollouts } = await review();
        assert.deepEqual(
            rollouts.map(({ facts }) => facts.roles),
            [["core", "replicant"]],
        );
        assert.match(
            rollouts[0]?.clients ?? "",
            /moves the clients off the 5 running replicants.*so nobody is cut\.$/,
        );
    });

    it("has nothing to say of the load balancer, whose ports stay", async () => {
        const { effects } = await review();
        const balancer = effects.filter(
            ({ subject, level }) => subject === "load balancer" && level !== "none",
        );
        assert.deepEqual(
            balancer.map(({ what }) => what),
            [],
        );
    });

    it("finds nothing more to do afterwards", async () => {
        const program = () => {
            new EmqxOnAck("mqtt", stack);
        };
        const { recorded } = await runProgram(program, { answers: standingAnswers });
        const { changes } = await changesAgainstState(program, stateOf(recorded.resources));
        assert.deepEqual(
            changes.map(({ urn }) => urn),
            [],
        );
    });
});
