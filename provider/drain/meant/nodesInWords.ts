import type { PresentPool } from "./oldNodes";
import type { PoolNode } from "./poolNode";

/** What is told of nodes that are not emptied, and how a person names them to kubectl. */

/** More than this is counted and not listed. */
const FEW = 5;

export function few(names: readonly string[]): string {
    return `${names.slice(0, FEW).join(", ")}${more(names.length - FEW)}`;
}

export function more(count: number): string {
    return count > 0 ? `, and ${count} more` : "";
}

/** Operand of kubectl: by their pools in ACK, or by name where one does not say its pool. */
export function whichNodes(nodes: readonly PoolNode[]): string {
    const ids = [...new Set(nodes.map(({ nodePoolId }) => nodePoolId))];
    if (ids.includes(undefined)) return nodes.map(({ name }) => name).join(" ");
    return `--selector 'alibabacloud.com/nodepool-id in (${ids.join(",")})'`;
}

export function unknownNode(name: string): string {
    return `Node ${name} does not say which node pool of ACK it is of (label alibabacloud.com/nodepool-id): it is left alone.`;
}

/** Nodes of one pool of ACK. */
export function foreignNodes(nodes: readonly PoolNode[], pools: readonly PresentPool[]): string {
    const [{ pool, nodePoolId }] = nodes as readonly [PoolNode];
    const named = few(nodes.map(({ name }) => name));
    const gone = pools.find((one) => one.pool === pool)?.nodePoolId === undefined;
    const rename =
        "Should another stack have pools of the same name on this Kubernetes cluster, give the component of one of the two another name: names of pools are made of it.";
    const what = `Nodes of ${pool} are left alone (${named}${nodePoolId === undefined ? "" : `, node pool ${nodePoolId} of ACK`}):`;
    return gone
        ? `${what} nothing shows that this stack has had their pool. Should this update take it out, ACK deletes them with all that is on them; empty them yourself: kubectl drain --ignore-daemonsets --delete-emptydir-data ${whichNodes(nodes)}. ${rename}`
        : `${what} their pool is younger than the one that this program has, and so none that it had before. ${rename}`;
}

export function nobodyTakesOver(
    awaited: readonly PresentPool[],
    nodes: readonly PoolNode[],
    unreachable: string | undefined,
): string {
    return [
        "The old nodes were not emptied, since no node can take over what is on them:",
        ...(unreachable === undefined ? [] : [`  the API server does not answer: ${unreachable}`]),
        ...awaited.map(
            ({ pool, nodePoolId }) =>
                `  ${pool} (node pool ${nodePoolId} of ACK) ${stateOf(nodePoolId, nodes)}`,
        ),
        "The old node pools were not deleted, and what is on their nodes goes on serving. Mend the cause (ACK's console shows why nodes do not join) and run the update again.",
    ].join("\n");
}

function stateOf(id: string | undefined, nodes: readonly PoolNode[]): string {
    const here = nodes.filter(({ nodePoolId }) => nodePoolId === id);
    if (here.length === 0) return "has no node in the Kubernetes cluster";
    const trouble = here.map(
        ({ name, ready }) => `${name} ${ready ? `is cordoned (kubectl uncordon ${name})` : "is not ready"}`,
    );
    return `has no node that takes pods: ${few(trouble)}`;
}
