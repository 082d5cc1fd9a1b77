import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { UNKNOWN } from "../../preview/monitor/wire";
import { EmqxOnAck, type EmqxOnAckArgs } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { existingCluster, KUBECONFIG, MODES, newCluster, run, VSWITCHES } from "../support/stacks";
import { versionedStack } from "../support/versions";

/** A second stack that leaves to the first one what a Kubernetes cluster has once. */
const second: Partial<EmqxOnAckArgs> = {
    existingOperator: true,
    existingCertManager: true,
    emqx: { namespace: "fleet" },
};

async function refusalOf(program: () => unknown): Promise<string> {
    const { error } = await runFailingProgram(program, { mode: "update" });
    return error.message;
}

/** Kind, namespace and name of each object in the Kubernetes cluster, and each pool. */
function objectsOf(graph: ProgramGraph): string[] {
    return graph.resources.flatMap(({ type, inputs }) => {
        const { metadata, name, namespace, nodePoolName } = inputs as Record<string, any>;
        const known = (...names: unknown[]) => names.every((name) => name !== UNKNOWN);
        if (type.includes("cs/nodePool")) return known(nodePoolName) ? [`pool ${nodePoolName}`] : [];
        if (type.includes("Release")) return [`release ${namespace}/${name}`];
        if (!type.startsWith("kubernetes:") || metadata?.name === undefined) return [];
        const { namespace: place = "", name: object } = metadata;
        return known(place, object) ? [`${type} ${place}/${object}`] : [];
    });
}

describe("two stacks of one program on one Kubernetes cluster", function () {
    this.timeout(15000);
    for (const mode of MODES) {
        it(`stand side by side, with one operator and no object that both make (${mode})`, async () => {
            const graph = await run(() => {
                const first = new EmqxOnAck("mqtt", existingCluster);
                new EmqxOnAck("fleet", versionedStack({ ...existingCluster, ...second }), {
                    dependsOn: first,
                });
            }, mode);
            assert.equal(graph.all("EMQX").length, 2);
            assert.equal(graph.all("EmqxOperator").length, 1);
            assert.equal(graph.all("CertManager").length, 1);
            const objects = objectsOf(graph);
            assert.ok(objects.length > 15, String(objects.length));
            const twice = objects.filter((object, i) => objects.indexOf(object) !== i);
            assert.deepEqual(twice, []);
        });
    }

    it("are refused where both would make the same, with what to write", async () => {
        const message = await refusalOf(() => {
            new EmqxOnAck("mqtt", existingCluster);
            new EmqxOnAck("fleet", existingCluster);
        });
        assert.match(message, /EmqxOnAck "fleet" has 3 problems/);
        assert.match(
            message,
            /existingOperator: is not true, and EmqxOnAck "mqtt" of this program installs the EMQX operator .*write existingOperator: true\. Give it dependsOn/,
        );
        assert.match(message, /existingCertManager: .*write existingCertManager: true/);
        assert.match(
            message,
            /emqx\.namespace: is "emqx", as is that of EmqxOnAck "mqtt".*write another one/,
        );
    });

    it("may share a namespace under two names, where the first one makes it", async () => {
        const shared = (more: object) => () => {
            const first = new EmqxOnAck("mqtt", existingCluster);
            const emqx = { instanceName: "fleet", ...more };
            new EmqxOnAck("fleet", versionedStack({ ...existingCluster, ...second, emqx }), {
                dependsOn: first,
            });
        };
        assert.match(await refusalOf(shared({})), /write another one, or emqx\.createNamespace: false/);
        await runProgram(shared({ createNamespace: false }), { mode: "update" });
    });

    it("do not share nodes", async () => {
        const nodes = (pool: string) => ({
            existingNodes: { nodeSelector: { pool }, kubeletPermitsSysctls: true },
        });
        const both = (one: string, other: string) => () => {
            new EmqxOnAck("mqtt", versionedStack({ ...existingCluster, ...nodes(one) }));
            new EmqxOnAck("fleet", versionedStack({ ...existingCluster, ...second, ...nodes(other) }));
        };
        assert.match(
            await refusalOf(both("a", "a")),
            /existingNodes\.nodeSelector: selects the nodes of EmqxOnAck "mqtt"/,
        );
        await runProgram(both("a", "b"), { mode: "update" });
    });

    it("are known by the first one's cluster, be it an output as it is or another made of it", async () => {
        for (const given of [
            (id: pulumi.Output<string>) => id,
            (id: pulumi.Output<string>) => pulumi.interpolate`${id}`,
        ]) {
            const message = await refusalOf(() => {
                const first = new EmqxOnAck("mqtt", newCluster);
                new EmqxOnAck("fleet", {
                    ...existingCluster,
                    existingCluster: {
                        clusterId: given(first.clusterId),
                        kubeconfig: KUBECONFIG,
                        vswitches: VSWITCHES,
                    },
                });
            });
            assert.match(message, /existingOperator: is not true, and EmqxOnAck "mqtt"/);
        }
    });

    it("on two clusters have nothing to do with each other", async () => {
        const other = { ...existingCluster.existingCluster!, clusterId: "c-another" };
        const graph = await run(() => {
            new EmqxOnAck("mqtt", existingCluster);
            new EmqxOnAck("fleet", { ...existingCluster, existingCluster: other });
        }, "preview");
        assert.equal(graph.all("EmqxOperator").length, 2);
    });

    it("of another deployment in the same process are none", async () => {
        for (const name of ["mqtt", "fleet"]) await run(() => new EmqxOnAck(name, existingCluster), "update");
    });
});
