import assert from "node:assert/strict";
import { standingAnswers } from "../../preview/changes/standingAnswers";
import { reviewOf } from "../../preview/impact/reviewOf";
import { EmqxEdition, EmqxOnAck } from "../../provider";
import type { PresentCluster } from "../../provider/emqx/gate/meant/present";
import { v2beta1 } from "../../provider/emqx/lines/v2beta1";
import { dataText } from "../../testkit/data";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
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

describe("a stack of 0.1.0 whose program names neither edition nor version", function () {
    this.timeout(60_000);

    const { edition: _edition, version: _version, ...unnamed } = stack.emqx!;
    const recorded = () => JSON.parse(dataText("states", "0.1.0.json"));

    /** The cluster as its state has it. */
    const present = async (): Promise<PresentCluster> => {
        const { inputs } = recorded().deployment.resources.find(({ type }: any) => type.endsWith(":EMQX"));
        const { metadata, spec } = inputs;
        const state = v2beta1.read({ metadata, spec });
        return {
            runningVersions: ["5.8.10"],
            enterprise: true,
            replicas: { core: 3, replicant: 5 },
            revisions: { core: undefined, replicant: undefined },
            object: { line: v2beta1.id, spec, state },
        };
    };

    it("stops before its first change, with the lines that keep what runs", async () => {
        const { error, graph } = await runFailingProgram(
            () => {
                new EmqxOnAck("mqtt", { ...stack, emqx: unnamed });
            },
            { mode: "update", cluster: { present } },
        );
        assert.match(
            error.message,
            /emqx\.version: is not given, and the default for new clusters is EMQX 6\.3\.1 on operator line 2\.3; this cluster runs EMQX 5\.8\.10 Enterprise/,
        );
        assert.match(error.message, /\n {6}edition: "Enterprise"\n {6}version: "5\.8\.10"\n/);
        for (const type of ["NodePool", "Release", "Chart", "EMQX", "Secret"])
            assert.equal(graph.all(type).length, 0, type);
    });

    it("is refused by its review, too, which sees what it comes to", async () => {
        const { refusals } = await reviewOf(
            await changesAgainstState(() => {
                new EmqxOnAck("mqtt", { ...stack, emqx: unnamed });
            }, recorded()),
        );
        assert.equal(refusals.length, 1);
        assert.match(
            JSON.stringify(refusals[0]),
            /emqx\.version is .*6\.3\.1.*, but the cluster runs 5\.8\.10 on operator line 2\.2/,
        );
    });

    it("goes on as it was with these lines", async () => {
        const named = { ...unnamed, edition: EmqxEdition.Enterprise, version: "5.8.10" };
        const { refusals, level } = await reviewOf(
            await changesAgainstState(() => {
                new EmqxOnAck("mqtt", { ...stack, emqx: named });
            }, recorded()),
        );
        assert.deepEqual([refusals, level], [[], "reconnect"]);
    });

    it("is refused without a license, with what 0.1.0 made by itself", async () => {
        const { licenseKey: _licenseKey, ...unlicensed } = unnamed;
        const { error } = await runFailingProgram(() => {
            new EmqxOnAck("mqtt", { ...stack, emqx: unlicensed });
        });
        assert.match(
            error.message,
            /emqx\.licenseKey: is not given, and EMQX 6\.3\.1 .*A cluster that runs already stays what it is with its version, edition.*edition "OpenSource" with version "5\.7\.2"/,
        );
    });
});
