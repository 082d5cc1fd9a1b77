import * as pulumi from "@pulumi/pulumi";
import * as fc from "fast-check";
import type { EmqxClusterArgs } from "../../../provider/emqx/args/emqxClusterArgs";
import { apiVersionOf, type OperatorLine } from "../../../provider/emqx/lines/line/line";
import { revisionOf } from "../../../provider/emqx/lines/line/revision";
import { KINDS, type ListenerKind } from "../../../provider/emqx/listeners/kinds";
import { resolveListeners } from "../../../provider/emqx/listeners/listeners";
import type {
    ListenerArgs,
    ListenerProtocol,
    ListenersArgs,
    NamedListenerArgs,
} from "../../../provider/emqx/listeners/listenersArgs";
import { emqxObject as objectOf } from "../../../provider/emqx/plan/object";
import { planEmqx } from "../../../provider/emqx/plan/plan";
import { Problems } from "../../../provider/validation/problems";
import { resolved } from "../../support/resolved";
import { versioned } from "../../support/versions";

/** The EMQX object that `EmqxCluster` writes for these arguments, without an engine; on another line than theirs, if asked for. */
export async function emqxObject(args: EmqxClusterArgs, ofLine?: OperatorLine): Promise<any> {
    const named = versioned(args);
    const plan = planEmqx(named, new Problems());
    const line = ofLine ?? plan.line;
    const written = line.write(objectOf(plan, named, "revision"));
    return resolved({
        apiVersion: apiVersionOf(line),
        kind: "EMQX",
        metadata: { name: "emqx", namespace: "emqx" },
        spec: written.spec({
            core: pulumi.output(written.pods.core).apply(revisionOf),
            replicant: pulumi.output(written.pods.replicant).apply(revisionOf),
        }),
    });
}

const name = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const quantity = fc.constantFrom("1", "500m", "2.5", "1Gi", "1.5Gi", "800M", "1k");

const resources = optional(
    fc.record(
        { cpuRequest: quantity, memoryRequest: quantity, cpuLimit: quantity, memoryLimit: quantity },
        {
            requiredKeys: [],
        },
    ),
);
const tolerations = optional(
    fc.array(
        fc.record(
            { key: name, value: name, effect: fc.constantFrom("NoSchedule", "NoExecute") },
            { requiredKeys: ["key"] },
        ),
        { maxLength: 3 },
    ),
);
const listener = fc.record(
    {
        enabled: fc.boolean(),
        exposed: fc.boolean(),
        acceptors: fc.integer({ min: 1, max: 1024 }),
        maxConnections: fc.integer({ min: 1024, max: 2_000_000 }),
        maxConnectionRate: fc.integer({ min: 1, max: 1_000_000 }),
    },
    { requiredKeys: [] },
);
const proxied = fc.record({ proxyProtocol: fc.boolean() }, { requiredKeys: [] });
const secured = fc.record(
    { tlsSecretName: name, verifyClient: fc.boolean() },
    { requiredKeys: ["tlsSecretName"] },
);
const parts = (...given: fc.Arbitrary<object>[]) =>
    fc.tuple(...given).map((all) => Object.assign({}, ...all) as ListenerArgs);
const OF_KIND: Readonly<Record<ListenerKind, fc.Arbitrary<ListenerArgs>>> = {
    tcp: parts(listener, proxied),
    ssl: parts(listener, proxied, secured),
    ws: parts(listener, proxied),
    wss: parts(listener, proxied, secured),
    quic: parts(listener, secured),
};

/** Under `more`: names, protocols, and ports of their own in the pods and at the load balancer. */
const more = fc
    .uniqueArray(fc.tuple(name, fc.constantFrom(...KINDS)), { selector: ([own]) => own, maxLength: 4 })
    .chain((named) =>
        fc.tuple(
            ...named
                .filter(([own]) => own !== "default" && !KINDS.includes(own as ListenerKind))
                .map(([own, protocol], i) =>
                    OF_KIND[protocol].map((given): [string, NamedListenerArgs] => [
                        own,
                        {
                            ...given,
                            protocol: protocol as ListenerProtocol,
                            port: 20_000 + i,
                            bind: 30_000 + i,
                            additionalPorts: [21_000 + i],
                        },
                    ]),
                ),
        ),
    )
    .map((entries) => Object.fromEntries(entries));

/** Listeners that pass validation, at least one of them on. */
export const anyListeners: fc.Arbitrary<ListenersArgs> = fc
    .record({ ...OF_KIND, more }, { requiredKeys: [] })
    .filter((args) => resolveListeners(args).some(({ enabled }) => enabled));

/** Arguments that pass validation, in any combination of what changes the object's shape. */
export const anyEmqx: fc.Arbitrary<EmqxClusterArgs> = fc.record(
    {
        cores: fc.record(
            {
                replicas: fc.integer({ min: 1, max: 15 }),
                resources,
                tolerations,
                nodeSelector: fc.dictionary(name, name, { maxKeys: 3 }),
                storage: fc.oneof(
                    fc.constant({ ephemeral: true }),
                    fc.record(
                        { size: fc.constantFrom("20Gi", "40Gi"), storageClassName: name },
                        {
                            requiredKeys: [],
                        },
                    ),
                ),
            },
            { requiredKeys: [] },
        ),
        replicants: fc.record(
            { replicas: fc.integer({ min: 0, max: 1000 }), resources, tolerations },
            { requiredKeys: [] },
        ),
        listeners: anyListeners,
        limits: fc.record({ maxPorts: fc.integer({ min: 1024, max: 67_108_863 }) }, { requiredKeys: [] }),
        environment: fc.dictionary(fc.stringMatching(/^EMQX_[A-Z]{1,8}$/), fc.string(), { maxKeys: 3 }),
        secretEnvironment: fc.dictionary(fc.stringMatching(/^EMQX_[A-Z]{1,8}$/), fc.string(), { maxKeys: 3 }),
        secretFiles: fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.constant("hidden"), { maxKeys: 2 }),
        licenseKey: fc.constant("key"),
        imagePullSecrets: fc.array(name, { maxLength: 2 }),
        podAnnotations: fc.dictionary(name, fc.string(), { maxKeys: 2 }),
        kernelProfile: fc.constant({}),
        evacuation: fc.record(
            {
                connectionsPerSecond: fc.integer({ min: 1, max: 1_000_000 }),
                waitTakeoverSeconds: fc.integer({ min: 0, max: 86_400 }),
            },
            { requiredKeys: [] },
        ),
    },
    { requiredKeys: [] },
);
