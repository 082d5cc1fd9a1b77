import { createHash } from "node:crypto";
import type { RecordedResource } from "../../preview/monitor/graph";
import { reveal, type WireObject } from "../../preview/monitor/wire";
import type { Kube } from "../controlPlane/kube";
import { addNodes, type NodeSpec, removeNodes } from "../controlPlane/nodes";
import { patiently } from "./patience";
import type { Change, Made, ResourceProvider, Wanted } from "./provider";
import type { StateEntry } from "./state";

/** ACK's own label of a node that belongs to a pool. */
export const POOL_LABEL = "alibabacloud.com/nodepool-id";
const ZONES = ["cn-hangzhou-g", "cn-hangzhou-h", "cn-hangzhou-i"];

interface PoolInputs {
    readonly nodePoolName: string;
    /** A text in this provider. */
    readonly desiredSize?: string;
    readonly labels?: readonly { readonly key: string; readonly value: string }[];
    readonly taints?: NodeSpec["taints"];
}

/** ACK node pools, whose nodes are fake ones of the cluster. */
export class NodePools implements ResourceProvider {
    constructor(private readonly kube: Kube) {}

    check({ inputs }: RecordedResource): WireObject {
        return inputs;
    }

    change(): Change {
        return { replaces: [], deleteFirst: false };
    }

    async create({ resource, inputs }: Wanted): Promise<Made> {
        const pool = reveal(inputs) as unknown as PoolInputs;
        const digest = createHash("sha256").update(`${resource.urn} ${pool.nodePoolName}`).digest("hex");
        const id = `np${digest.slice(0, 10)}`;
        // As ACK does, also while the one that has the name waits to be deleted. Source: aliyun/terraform-provider-alicloud#6502.
        if ((await this.nodesOf(id)).length > 0)
            throw new Error(
                `InvalidParameter.Name: nodepool name ${pool.nodePoolName} is already exist in cluster`,
            );
        return this.shape(id, inputs);
    }

    update({ id }: StateEntry, { inputs }: Wanted): Promise<Made> {
        return this.shape(String(id), inputs);
    }

    async delete({ id }: StateEntry): Promise<void> {
        await this.remove(await this.nodesOf(String(id)));
    }

    /** Brings the nodes to what the inputs say; those that are there keep their names. */
    private async shape(id: string, inputs: WireObject): Promise<Made> {
        const {
            nodePoolName,
            desiredSize = "0",
            labels = [],
            taints = [],
        } = reveal(inputs) as unknown as PoolInputs;
        const size = Number(desiredSize);
        const nodes = Array.from(
            { length: size },
            (_, i): NodeSpec => ({
                name: `${nodePoolName}-${i + 1}`,
                zone: ZONES[i % ZONES.length] as string,
                labels: {
                    ...Object.fromEntries(labels.map(({ key, value }) => [key, value])),
                    [POOL_LABEL]: id,
                },
                taints: taints.map(({ key, value, effect }) => ({ key, value: value ?? "", effect })),
            }),
        );
        if (nodes.length > 0) await patiently(() => addNodes(this.kube, nodes));
        const wanted = new Set(nodes.map(({ name }) => name));
        await this.remove((await this.nodesOf(id)).filter((name) => !wanted.has(name)));
        return { id, outputs: { ...inputs, nodePoolId: id, scalingGroupId: `asg-${id}` } };
    }

    private async remove(names: readonly string[]): Promise<void> {
        if (names.length > 0) await patiently(() => removeNodes(this.kube, names));
    }

    private async nodesOf(id: string): Promise<string[]> {
        const nodes = await patiently(() => this.kube.list({ apiVersion: "v1", kind: "Node" }));
        return nodes
            .filter(({ metadata }) => metadata.labels?.[POOL_LABEL] === id)
            .map(({ metadata }) => metadata.name);
    }
}
