import assert from "node:assert/strict";
import { readSecretKeys, readSurroundings } from "../../../../provider/emqx/gate/seen/readSurroundings";
import type { Apis } from "../../../../provider/kubernetes/apis";

const INSTANCE = { "apps.emqx.io/instance": "emqx" };

/** An API server that holds these objects, and answers with a status where there is a number instead. */
function apis(objects: { services?: object[] | number; pods?: object[] | number; secrets?: object }): Apis {
    const answered = async (items: object[] | number | undefined) => {
        if (typeof items === "number") throw Object.assign(new Error("no"), { code: items });
        return { items: items ?? [] };
    };
    return {
        core: {
            listNamespacedService: () => answered(objects.services),
            listNamespacedPod: () => answered(objects.pods),
            readNamespacedSecret: async ({ name }: { name: string }) => {
                const found = (objects.secrets as Record<string, object | number>)?.[name] ?? 404;
                if (typeof found === "number") throw Object.assign(new Error("no"), { code: found });
                return { data: found };
            },
        },
    } as unknown as Apis;
}

const pod = (name: string, secretName: string, more: object = {}) => ({
    metadata: { name },
    spec: {
        volumes: [
            { name: "tls-ssl", secret: { secretName } },
            { name: "data", emptyDir: {} },
        ],
        containers: [
            {
                volumeMounts: [
                    { name: "tls-ssl", mountPath: "/mounted/tls/ssl/" },
                    { name: "data", mountPath: "/data" },
                    { name: "tls-ssl", mountPath: "/one/file", subPath: "tls.crt" },
                ],
            },
        ],
    },
    status: { phase: "Running" },
    ...more,
});

describe("what stands around the running nodes", () => {
    it("is the ways in from outside, by the Services that select EMQX's pods", async () => {
        const service = (name: string, type: string, selector: object, ports: object[]) => ({
            metadata: { name },
            spec: { type, selector, ports },
        });
        const { doors } = await readSurroundings(
            apis({
                services: [
                    service("emqx-mqtt-nlb", "LoadBalancer", INSTANCE, [
                        { port: 1883, targetPort: "mqtt-tcp", protocol: "TCP" },
                    ]),
                    service("own", "NodePort", INSTANCE, [{ port: 14567, protocol: "UDP" }]),
                    service("inside", "ClusterIP", INSTANCE, [{ port: 1883 }]),
                    service("other", "LoadBalancer", { app: "nginx" }, [{ port: 80 }]),
                ],
            }),
            "emqx",
            "emqx",
        );
        assert.deepEqual(doors, [
            { service: "emqx-mqtt-nlb", target: "mqtt-tcp", protocol: "TCP" },
            { service: "own", target: 14567, protocol: "UDP" },
        ]);
    });

    it("is what running pods mount, and which keys that has", async () => {
        const ended = { status: { phase: "Failed" } };
        const waiting = { status: { phase: "Pending" } };
        const leaving = { metadata: { name: "c", deletionTimestamp: new Date(0) } };
        const { pods, secrets } = await readSurroundings(
            apis({
                pods: [
                    pod("a", "new"),
                    pod("b", "old"),
                    pod("d", "gone", ended),
                    pod("e", "gone", waiting),
                    pod("c", "gone", leaving),
                ],
                secrets: { new: { "tls.crt": "eA==", "tls.key": "eA==" }, old: 403 },
            }),
            "emqx",
            "emqx",
        );
        assert.deepEqual(
            pods?.map(({ name, secrets: mounted }) => [name, Object.fromEntries(mounted)]),
            [
                ["a", { "/mounted/tls/ssl": "new" }],
                ["b", { "/mounted/tls/ssl": "old" }],
            ],
        );
        assert.deepEqual(Object.fromEntries(secrets), { new: ["tls.crt", "tls.key"], old: "hidden" });
    });

    it("is left out as far as nobody may see it", async () => {
        const seen = await readSurroundings(apis({ services: 403, pods: 403 }), "emqx", "emqx");
        assert.deepEqual([seen.doors, seen.pods, seen.secrets.size], [undefined, undefined, 0]);
        const absent = await readSecretKeys(apis({}), "emqx", ["none"]);
        assert.deepEqual(Object.fromEntries(absent), { none: "absent" });
    });

    it("is no guess where the API server does not answer", async () => {
        await assert.rejects(readSurroundings(apis({ services: 500 }), "emqx", "emqx"));
    });
});
