import assert from "node:assert/strict";
import { isSecret, UNKNOWN } from "../../preview/monitor/wire";
import { AckCluster, type AckClusterArgs, NetworkPlugin } from "../../provider";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { notAwaited } from "../support/chain";
import { KUBECONFIG, MODES, type Mode, run, VSWITCHES, ZONES } from "../support/stacks";

function create(args: AckClusterArgs, mode: Mode): Promise<ProgramGraph> {
    return run(() => {
        const { clusterId, kubeconfig, vswitches, vpcId } = new AckCluster("c", args);
        return { clusterId, kubeconfig, vswitches, vpcId };
    }, mode);
}

function names(graph: ProgramGraph): string[] {
    return graph
        .childrenOf(graph.get("AckCluster"))
        .map((r) => `${r.type.split(":").at(-1)} ${r.name}`)
        .sort();
}

describe("AckCluster", () => {
    for (const mode of MODES) {
        it(`makes a network, a way out and a cluster (${mode})`, async () => {
            const graph = await create({ newCluster: { zones: ZONES } }, mode);
            assert.deepEqual(names(graph), [
                "EipAddress c-nat-address",
                "EipAssociation c-nat-association",
                "ManagedKubernetes c-ack",
                "NatGateway c-nat",
                "Network c-vpc",
                "SnatEntry c-nat-snat",
                "Switch c-nodes-cn-hangzhou-g",
                "Switch c-nodes-cn-hangzhou-h",
                "Switch c-pods-cn-hangzhou-g",
                "Switch c-pods-cn-hangzhou-h",
            ]);
            assert.deepEqual(notAwaited(graph, graph.get("ManagedKubernetes"), graph.all("Switch")), []);
        });

        it(`makes nothing of a cluster that exists (${mode})`, async () => {
            const graph = await create(
                { existingCluster: { clusterId: "c-1", kubeconfig: KUBECONFIG, vswitches: VSWITCHES } },
                mode,
            );
            assert.deepEqual(names(graph), []);
            assert.deepEqual(graph.invokes, []);
            assert.equal(graph.outputs.clusterId, "c-1");
            assert.deepEqual(graph.outputs.vswitches, VSWITCHES);
            assert.equal(graph.outputs.vpcId, "");
        });

        it(`keeps the kubeconfig secret, given or fetched (${mode})`, async () => {
            for (const args of [
                { newCluster: { zones: ZONES } },
                { existingCluster: { clusterId: "c-1", vswitches: VSWITCHES } },
                { existingCluster: { clusterId: "c-1", vswitches: VSWITCHES, kubeconfig: KUBECONFIG } },
            ]) {
                const graph = await create(args, mode);
                assert.ok(isSecret(graph.outputs.kubeconfig));
                assert.deepEqual(graph.plainTextOccurrences("kubeconfig-of-the-tests"), []);
            }
        });
    }

    it("is no public cluster unless asked, and no cost that Pulumi does not know", async () => {
        const { inputs } = (await create({ newCluster: { zones: ZONES } }, "update")).get(
            "ManagedKubernetes",
        );
        assert.equal(inputs.slbInternetEnabled, false);
        assert.equal(inputs.newNatGateway, false);
        assert.equal(inputs.skipSetCertificateAuthority, true);
        assert.equal(inputs.clusterSpec, "ack.pro.small");
        assert.equal(inputs.name, "c");
        const open = await create({ newCluster: { zones: ZONES, publicApiEndpoint: true } }, "update");
        assert.equal(open.get("ManagedKubernetes").inputs.slbInternetEnabled, true);
    });

    it("passes on what only names or guards the cluster", async () => {
        const newCluster = {
            zones: ZONES,
            clusterName: "production",
            version: "1.35.2-aliyun.1",
            clusterSpec: "ack.pro.xlarge",
            deletionProtection: true,
            tags: { team: "iot" },
        };
        const graph = await create({ newCluster, protect: true }, "update");
        const cluster = graph.get("ManagedKubernetes");
        assert.equal(cluster.inputs.name, "production");
        assert.equal(cluster.inputs.version, "1.35.2-aliyun.1");
        assert.equal(cluster.inputs.clusterSpec, "ack.pro.xlarge");
        assert.equal(cluster.inputs.deletionProtection, true);
        assert.equal(cluster.options.protect, true);
        for (const type of ["Network", "ManagedKubernetes", "NatGateway", "EipAddress"]) {
            assert.deepEqual(graph.get(type).inputs.tags, { team: "iot" }, type);
        }
    });

    it("has pod addresses of the VPC with Terway, and of a range of their own with Flannel", async () => {
        const terway = await create({ newCluster: { zones: ZONES } }, "update");
        const { inputs } = terway.get("ManagedKubernetes");
        assert.deepEqual(inputs.podVswitchIds, ["c-pods-cn-hangzhou-g-id", "c-pods-cn-hangzhou-h-id"]);
        assert.equal(inputs.podCidr, undefined);
        assert.deepEqual((inputs.addons as any[])[0], { name: "terway-eniip" });

        const flannel = await create(
            { newCluster: { zones: ZONES, networkPlugin: NetworkPlugin.Flannel } },
            "update",
        );
        const overlay = flannel.get("ManagedKubernetes").inputs;
        assert.equal(overlay.podCidr, "172.20.0.0/16");
        assert.equal(overlay.podVswitchIds, undefined);
        assert.deepEqual((overlay.addons as any[])[0], { name: "flannel" });
        assert.equal(flannel.all("Switch").length, ZONES.length);
    });

    it("has no way out where none is wanted", async () => {
        const graph = await create({ newCluster: { zones: ZONES, natGateway: false } }, "update");
        for (const type of ["NatGateway", "EipAddress", "EipAssociation", "SnatEntry"]) {
            assert.deepEqual(graph.all(type), []);
        }
    });

    it("lets the whole VPC out through the NAT gateway's address", async () => {
        const graph = await create({ newCluster: { zones: ZONES, vpcCidr: "192.168.0.0/16" } }, "update");
        const snat = graph.get("SnatEntry");
        assert.equal(snat.inputs.sourceCidr, "192.168.0.0/16");
        assert.equal(snat.inputs.snatIp, "203.0.113.10");
        assert.deepEqual(notAwaited(graph, snat, [graph.get("EipAssociation"), graph.get("NatGateway")]), []);
    });

    it("moves nothing when zones are written in another order, or one is added", async () => {
        const switches = async (zones: string[]) => {
            const graph = await create({ newCluster: { zones } }, "update");
            return Object.fromEntries(graph.all("Switch").map((r) => [r.name, r.inputs]));
        };
        const two = await switches(ZONES);
        assert.deepEqual(await switches([...ZONES].reverse()), two);
        const three = await switches(["cn-hangzhou-b", ...ZONES]);
        for (const [name, inputs] of Object.entries(two)) assert.deepEqual(three[name], inputs);
        assert.equal(Object.keys(three).length, 6);
    });

    it("asks for credentials that are the same at every update", async () => {
        const graph = await create({ existingCluster: { clusterId: "c-1", vswitches: VSWITCHES } }, "update");
        assert.deepEqual(graph.invokes[0]?.args, { clusterId: "c-1" });
    });

    it("knows a new cluster's id only once it is made", async () => {
        assert.equal((await create({ newCluster: { zones: ZONES } }, "preview")).outputs.clusterId, UNKNOWN);
        assert.equal(
            (await create({ newCluster: { zones: ZONES } }, "update")).outputs.clusterId,
            "c-ack-id",
        );
    });
});
