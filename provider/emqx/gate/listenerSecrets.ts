import { throwIfAny } from "../../validation/invalidArguments";
import { Problems } from "../../validation/problems";
import type { OperatorLine } from "../lines/line/line";
import { tlsDirectory } from "../listeners/certificates";
import { checkWantedSecrets } from "./meant/listenerFiles";
import type { PresentCluster, WantedCluster } from "./meant/present";
import type { ClusterAccess } from "./seen/clusterAccess";
import { patiently, type Watch } from "./watch";

export interface SecretsGoal {
    readonly line: OperatorLine;
    /** Of the component, for the message. */
    readonly name: string;
    readonly namespace: string;
    readonly wanted: Pick<WantedCluster, "listeners">;
    /** The object's spec as it is about to be written: only then the Secrets' names are known. */
    readonly spec: unknown;
    readonly timeoutSeconds: number;
}

/** The Secrets that new pods are to mount are there and have what the configuration names, as far as anybody may see. */
export async function listenerSecrets(
    { line, name, namespace, wanted, spec, timeoutSeconds }: SecretsGoal,
    present: PresentCluster | undefined,
    access: ClusterAccess,
    watch: Watch,
): Promise<void> {
    const { core, replicant } = line.read({ spec }).mounts;
    const mounted = new Map(
        [...core, ...replicant].map(({ directory, secretName }) => [directory, secretName]),
    );
    const names = new Map(
        (wanted.listeners ?? []).flatMap(({ key, tls }): [string, string][] => {
            const secret = tls ? mounted.get(tlsDirectory(key)) : undefined;
            return secret === undefined ? [] : [[key, secret]];
        }),
    );
    if (names.size === 0) return;
    const secrets = await patiently(watch, timeoutSeconds, async () => ({
        result: await access.secretKeys(namespace, [...new Set(names.values())]),
    }));
    const problems = new Problems();
    const warnings = checkWantedSecrets(
        problems.at("listeners"),
        wanted.listeners ?? [],
        names,
        secrets,
        present === undefined,
    );
    throwIfAny(problems, "EmqxCluster", name);
    for (const warning of warnings) watch.warn(warning);
}
