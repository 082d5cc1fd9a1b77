import assert from "node:assert/strict";
import { LoadBalancerKind } from "../../provider";
import { madeByLink, notAwaited } from "../support/chain";
import { existingCluster, forEveryStack, MODES, runStack, VSWITCHES } from "../support/stacks";

describe("the order of the chain", () => {
    forEveryStack((title, graphOf) => {
        it(`has each link wait for all of the one before it: ${title}`, async () => {
            const graph = await graphOf();
            const links = madeByLink(graph);
            assert.ok(links.length >= 3, "nodes, EMQX and load balancer at the least");
            const broken = links.flatMap((link, i) =>
                i === 0 ? [] : link.flatMap((later) => notAwaited(graph, later, links[i - 1]!)),
            );
            assert.deepEqual(broken, []);
        });

        it(`has the EMQX object wait for its namespace, its Secrets and its disks' class: ${title}`, async () => {
            const graph = await graphOf();
            const needed = [
                ...graph.all("kubernetes:core/v1:Namespace", "mqtt-emqx-namespace"),
                ...graph.all("kubernetes:core/v1:Secret"),
                ...graph.all("StorageClass"),
            ];
            assert.ok(needed.length >= 4);
            assert.deepEqual(notAwaited(graph, graph.get("EMQX"), needed), []);
        });
    });

    for (const mode of MODES) {
        it(`holds when cores are alone and everything else is there already (${mode})`, async () => {
            const graph = await runStack(
                {
                    ...existingCluster,
                    existingNodes: { nodeSelector: { pool: "mqtt" }, kubeletPermitsSysctls: true },
                    existingCertManager: true,
                    existingOperator: true,
                    emqx: { replicants: { replicas: 0 }, createNamespace: false },
                    loadBalancer: { kind: LoadBalancerKind.Clb },
                },
                mode,
            );
            const links = madeByLink(graph);
            assert.deepEqual(
                links.map((link) => link.length > 0),
                [true, true, true],
            );
            for (const [i, link] of links.entries()) {
                if (i === 0) continue;
                for (const later of link) assert.deepEqual(notAwaited(graph, later, links[i - 1]!), []);
            }
        });
    }

    it("does not depend on the order of zones in the program", async () => {
        const inputs = async (vswitches: typeof VSWITCHES) => {
            const graph = await runStack(
                {
                    ...existingCluster,
                    existingCluster: { ...existingCluster.existingCluster!, vswitches },
                },
                "update",
            );
            return graph.get("Service", "mqtt-lb-mqtt-nlb").inputs;
        };
        assert.deepEqual(await inputs(VSWITCHES), await inputs([...VSWITCHES].reverse()));
    });
});
