import { openApis } from "../../../kubernetes/apis";
import type { OperatorLine } from "../../lines/line/line";
import type { DiskClaim, NodeSet, Observation } from "../../lines/line/observation";
import type { SecretContent } from "../meant/clusterSurroundings";
import type { SomebodysEmqx } from "../meant/foreignOperator";
import type { NodeOfPool } from "../meant/formerPools";
import type { OperatorState } from "../meant/operatorState";
import type { OwnCertManager } from "../meant/ownCertManager";
import type { PresentCluster } from "../meant/present";
import type { Room } from "../meant/room";
import { askWebhook } from "./askWebhook";
import { type OrphanedConfig, removeOrphanedConfig, retireSet } from "./cleanUp";
import { growClaim } from "./growClaim";
import { observe } from "./observe";
import { disown } from "./ownership";
import { readCertManager } from "./readCertManager";
import { readClusters } from "./readClusters";
import { readLastWords } from "./readLastWords";
import { readOperators } from "./readOperator";
import { readPools } from "./readPools";
import { readApiVersions, readPresent } from "./readPresent";
import { readRoom } from "./readRoom";
import { readSecretValues } from "./readSecretValues";
import { readSecretKeys } from "./readSurroundings";

/** All that the gates of an EMQX cluster ask of its Kubernetes cluster. */
export interface ClusterAccess {
    readonly observe: (namespace: string, instance: string) => Promise<Observation>;
    readonly present: (namespace: string, instance: string) => Promise<PresentCluster | undefined>;
    readonly secretKeys: (
        namespace: string,
        names: readonly string[],
    ) => Promise<ReadonlyMap<string, SecretContent>>;
    readonly secretValues: (
        namespace: string,
        name: string,
    ) => Promise<Readonly<Record<string, string>> | undefined>;
    readonly apiVersions: () => Promise<string[]>;
    readonly operators: (namespace: string) => Promise<OperatorState[]>;
    /** All EMQX objects, whosever they are. */
    readonly clusters: () => Promise<SomebodysEmqx[]>;
    /** Nodes of these pools, of today's and of former ones. */
    readonly pools: (names: readonly string[]) => Promise<NodeOfPool[]>;
    /** The one that a stack of this package made. */
    readonly certManager: () => Promise<OwnCertManager | undefined>;
    readonly webhook: (namespace: string) => Promise<string | undefined>;
    readonly room: (namespace: string, instance: string) => Promise<Room | undefined>;
    readonly lastWords: (namespace: string, pod: string) => Promise<string | undefined>;
    readonly removeOrphanedConfig: (namespace: string, instance: string) => Promise<OrphanedConfig>;
    readonly retire: (namespace: string, set: NodeSet) => Promise<void>;
    /** Gives fields of the object back that the API server keeps for nobody. */
    readonly disown: (namespace: string, instance: string) => Promise<boolean>;
    /** Why not, where the API server refuses it. */
    readonly growClaim: (namespace: string, claim: DiskClaim, storage: string) => Promise<string | undefined>;
}

/**
 * How the Kubernetes cluster of a kubeconfig is reached; without one, the cluster that Pulumi's own default provider would
 * take. Replaceable, since a graph test has no API server.
 */
export const clusterAccess: {
    open: (kubeconfig: string | undefined, line: OperatorLine) => Promise<ClusterAccess>;
    /** What waits for it go by. */
    clock: { now: () => number; sleep: (milliseconds: number) => Promise<void> };
} = {
    open,
    clock: {
        now: Date.now,
        sleep: (milliseconds) => new Promise((wake) => setTimeout(wake, milliseconds)),
    },
};

async function open(kubeconfig: string | undefined, line: OperatorLine): Promise<ClusterAccess> {
    const apis = await openApis(kubeconfig);
    return {
        observe: (namespace, instance) => observe(apis, line, namespace, instance),
        present: (namespace, instance) => readPresent(apis, line, namespace, instance),
        secretKeys: (namespace, names) => readSecretKeys(apis, namespace, names),
        secretValues: (namespace, name) => readSecretValues(apis, namespace, name),
        apiVersions: () => readApiVersions(apis, line),
        operators: (namespace) => readOperators(apis, line, namespace),
        clusters: () => readClusters(apis, line),
        pools: (names) => readPools(apis, names),
        certManager: () => readCertManager(apis),
        webhook: (namespace) => askWebhook(apis, line, namespace),
        room: (namespace, instance) => readRoom(apis, namespace, instance),
        lastWords: (namespace, pod) => readLastWords(apis, namespace, pod),
        removeOrphanedConfig: (namespace, instance) => removeOrphanedConfig(apis, line, namespace, instance),
        retire: (namespace, set) => retireSet(apis, namespace, set),
        disown: (namespace, instance) => disown(apis, line, namespace, instance),
        growClaim: (namespace, claim, storage) => growClaim(apis, namespace, claim, storage),
    };
}
