import { strict as assert } from "node:assert";
import { EmqxCluster, LoadBalancerKind, MqttLoadBalancer } from "../../provider";
import type { Observation } from "../../provider/emqx/lines/line/observation";
import { v2beta1 } from "../../provider/emqx/lines/v2beta1";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { versioned } from "../support/versions";

const STUCK = { ready: true, configApplied: true, sets: [], nodes: [] };

function program() {
    const cluster = new EmqxCluster("emqx", versioned({ timeoutMinutes: 1 }));
    new MqttLoadBalancer("lb", { kind: LoadBalancerKind.Clb, namespace: cluster.namespace });
    return { nodes: cluster.nodes };
}

describe("what depends on an EMQX cluster", () => {
    it("is made once the cluster has rolled out, and learns what it consists of", async () => {
        const graph = await runProgram(program, { mode: "update" });
        assert.equal(graph.all("Service").length, 2);
        assert.deepEqual(
            (graph.outputs.nodes as any[]).map((n) => n.role),
            ["core"],
        );
    });

    it("waits for what was sent, which ignoreChanges and --target make another thing than the program", async () => {
        const observe = async () => {
            const ready = (role: "core" | "replicant") => ({
                name: `emqx-${role}-1`,
                role,
                revision: `${role}-of-before`,
                wanted: 3,
                ready: 3,
                pods: [],
            });
            return { ready: true, configApplied: true, nodes: [], sets: [ready("core"), ready("replicant")] };
        };
        const template = (role: string) => ({
            metadata: { annotations: { "emqx-ack.io/revision": `${role}-of-before` } },
            spec: { replicas: 3 },
        });
        const sent = { coreTemplate: template("core"), replicantTemplate: template("replicant") };
        const graph = await runProgram(
            () => {
                const cluster = new EmqxCluster(
                    "emqx",
                    versioned({ timeoutMinutes: 1, replicants: { replicas: 7 } }),
                );
                new MqttLoadBalancer("lb", { kind: LoadBalancerKind.Clb, namespace: cluster.namespace });
            },
            {
                mode: "update",
                cluster: { observe },
                outputs: ({ type }) => (type.endsWith(":EMQX") ? { spec: sent } : undefined),
            },
        );
        assert.equal(graph.all("Service").length, 2);
        const told = graph.diagnostics.map(({ message }) => message).join("\n");
        assert.match(told, /was not sent as the program says .* it has 3 replicants and the program 7/);
    });

    it("does not wait for a pod that is down while the update changes nothing of EMQX", async () => {
        const first = await runProgram(program, { mode: "update" });
        const { spec } = first.get("EMQX").inputs as { spec: object };
        const state = v2beta1.read({ spec });
        const set = (role: "core" | "replicant", ready: number) => {
            const wanted = state.replicas[role];
            return { name: `emqx-${role}-1`, role, revision: state.revisions[role], wanted, ready, pods: [] };
        };
        const sets = [set("core", 3), set("replicant", 2)];
        const down = { ready: false, configApplied: true, nodes: [], sets } as Observation;
        const { replicas, revisions } = state;
        const present = {
            runningVersions: ["5.7.2"],
            enterprise: false,
            replicas,
            revisions,
            object: { line: "2.2", spec, state },
        };
        const cluster = { observe: async () => down, present: async () => present };
        const graph = await runProgram(program, { mode: "update", cluster });
        assert.equal(graph.all("Service").length, 2);
        const warned = graph.diagnostics.filter(({ message }) =>
            message.includes("a pod of it is not ready"),
        );
        assert.deepEqual(
            warned.map(({ severity }) => severity),
            ["warning"],
        );
    });

    it("hears what is wrong with the kubeconfig in a sentence that never quotes it", async () => {
        const { error, graph } = await runFailingProgram(
            () => new EmqxCluster("emqx", versioned({ kubeconfig: "users:\n- {name: hunter2}\n" })),
            { mode: "update", cluster: "real" },
        );
        assert.match(error.message, /^the kubeconfig names no cluster/);
        assert.doesNotMatch(error.message, /hunter2|\n\s+at /);
        assert.equal(graph.all("Secret").length, 0);
    });

    it("is not touched while the rollout stands still, and the error is for people", async () => {
        // The clock of the test runs: one look at the cluster takes a minute.
        const now = Date.now;
        let shift = 0;
        Date.now = () => now() + shift;
        try {
            const cluster = {
                observe: async () => {
                    shift += 61_000;
                    return STUCK;
                },
            };
            const { error, graph } = await runFailingProgram(program, { mode: "update", cluster });
            assert.match(
                error.message,
                /^EMQX "emqx" in namespace "emqx" did not roll out within 1 min: cores 0\/3, replicants 0\/3/,
            );
            assert.equal(graph.all("Service").length, 0);
            assert.equal(graph.all("EMQX").length, 1);
        } finally {
            Date.now = now;
        }
    });

    it("is not held up by a preview, which does not know the nodes", async () => {
        const graph = await runProgram(program, {
            cluster: {
                observe: async () => {
                    throw new Error("a preview must not look at the cluster");
                },
                present: async () => {
                    throw new Error("a preview must not look at the cluster");
                },
            },
        });
        assert.equal(graph.all("Service").length, 2);
    });

    it("hears when a rollout cannot be watched", async () => {
        const k8s = await import("@pulumi/kubernetes");
        const graph = await runProgram(
            () => {
                const provider = new k8s.Provider("k8s", { kubeconfig: "apiVersion: v1\nkind: Config" });
                new EmqxCluster("emqx", versioned({}), { providers: { kubernetes: provider } });
            },
            { mode: "update" },
        );
        assert.match(
            graph.diagnostics.map((d) => d.message).join("\n"),
            /rollouts are not waited for: give kubeconfig/,
        );
        const { annotations } = graph.get("EMQX").inputs.metadata as any;
        assert.equal(annotations["pulumi.com/waitFor"], "condition=Ready");
    });
});
