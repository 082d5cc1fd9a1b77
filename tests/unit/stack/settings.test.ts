import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS } from "../../../provider/naming/settings";
import { EMQX_ON_ACK } from "../../../provider/plan/schema";
import type { ObjectField } from "../../../provider/validation/schema";
import { stackArgs } from "../../../stack/config";
import { PLACES } from "../../../stack/unknownKeys";
import { ROOT } from "../../support/cli";
import { configured, leavesOf, nested, ROOT_PROJECT, settingFor } from "./configuration";

/** Arguments that a stack is made of by settings of another form: their tests are below. */
const OTHERWISE = /^existingCluster\.|^newCluster\.networkPlugin/;

/** A value as it stands in arguments, Outputs of secrets included, by a path. */
function at(value: unknown, path: string): unknown {
    const keys = path.split(/[.[\]]+/).filter(Boolean);
    return keys.reduce<any>((inner, key) => inner?.[key], value);
}

const isOutput = (value: any): boolean => value?.__pulumiOutput === true;

describe("the settings of the root stack", () => {
    it("are declared in Pulumi.yaml, in this order, with their types and a default each", () => {
        const declared = Object.entries(ROOT_PROJECT.config).filter(([key]) => !key.includes(":"));
        assert.deepEqual(
            declared.map(([key, { type }]) => [key, type]),
            SETTINGS.map(({ key, type }) => [key, type]),
        );
        for (const [key, { default: value, description, secret }] of declared) {
            assert.notEqual(value, undefined, `${key} would have to be given in every stack`);
            assert.ok(description, key);
            // The engine refuses a default that is not encrypted.
            assert.equal(secret, undefined, key);
        }
    });

    it("are all that the program reads: nothing else looks into the configuration", () => {
        const files = readdirSync(join(ROOT, "stack")).map((file) => [
            file,
            readFileSync(join(ROOT, "stack", file), "utf8"),
        ]);
        const readers = files.filter(([, text]) =>
            /new pulumi\.Config|allConfig|getConfig\(|PULUMI_CONFIG/.test(text!),
        );
        assert.deepEqual(
            readers.map(([file]) => file),
            ["config.ts"],
        );
    });

    for (const { path, field } of leavesOf(EMQX_ON_ACK)) {
        if (OTHERWISE.test(path)) continue;
        it(`give ${path}`, () => {
            const own = SETTINGS.find((setting) => setting.path === path);
            const sample = own?.type === "integer" ? 7 : own?.type === "boolean" ? true : "sample";
            const { key, written } = settingFor(path, sample);
            const secret = field.kind === "input" && field.secret && key !== "emqx";
            const { args, wrong } = stackArgs(configured({ [key]: written }));
            assert.deepEqual(wrong, []);
            const given = at(args, path);
            if (secret) assert.ok(isOutput(given), `${path} is a secret, and is given in clear`);
            else if (isOutput(given)) assert.match(path, /^emqx\.apiKeys/);
            else assert.deepEqual(given, sample);
        });
    }

    it("give the cluster that exists, and nothing of a new one", () => {
        const { args, wrong } = stackArgs(
            configured({
                existingClusterId: "c1",
                existingVswitches: { "cn-hangzhou-g": "vsw-1", "cn-hangzhou-h": "vsw-2" },
                kubeconfig: "text",
                networkPlugin: "Flannel",
            }),
        );
        assert.deepEqual(wrong, []);
        assert.equal(args.newCluster, undefined);
        const { kubeconfig, ...cluster } = args.existingCluster!;
        assert.ok(isOutput(kubeconfig));
        assert.deepEqual(cluster, {
            clusterId: "c1",
            networkPlugin: "Flannel",
            vswitches: [
                { zoneId: "cn-hangzhou-g", vswitchId: "vsw-1" },
                { zoneId: "cn-hangzhou-h", vswitchId: "vsw-2" },
            ],
        });
    });

    it("make no pools on nodes that exist, unless something is written for one", () => {
        const existingNodes = { nodeSelector: { pool: "mqtt" } };
        const { args } = stackArgs(configured({ existingNodes }));
        assert.deepEqual(args.existingNodes, existingNodes);
        assert.deepEqual([args.corePool, args.replicantPool, args.kernel], [undefined, undefined, undefined]);
        const other = stackArgs(
            configured({ existingNodes, corePool: { keyName: "ops" }, kernelRollout: "DaemonSet" }),
        );
        assert.deepEqual(other.args.corePool, { keyName: "ops" });
        assert.deepEqual(other.args.kernel, { rollout: "DaemonSet" });
    });

    it("have as many nodes as EMQX nodes, one of replicants at least, unless the pool says how many", () => {
        const nodes = (settings: Record<string, unknown>) => {
            const { args } = stackArgs(configured(settings));
            return [args.corePool?.nodes, args.replicantPool?.nodes];
        };
        assert.deepEqual(nodes({ cores: 5, replicants: 0 }), [5, 1]);
        assert.deepEqual(nodes({ cores: 3, replicants: 5, replicantPool: { nodes: 7 } }), [3, 7]);
    });

    it("take listeners by name, each with what the object of EMQX says of it", () => {
        const { args } = stackArgs(
            configured({
                listeners: ["tcp", "ssl:off", "ws:internal"],
                tlsSecretName: "certs",
                emqx: { listeners: { tcp: { maxConnections: 5 }, more: { mtls: { protocol: "ssl" } } } },
            }),
        );
        assert.deepEqual(args.emqx?.listeners, {
            tcp: { maxConnections: 5 },
            ssl: { tlsSecretName: "certs", enabled: false },
            ws: { exposed: false },
            more: { mtls: { protocol: "ssl" } },
        });
    });

    it("take numbers and texts as they are meant, whatever pulumi config set --path makes of them", () => {
        const { args, wrong } = stackArgs(
            configured({
                capacity: { cpuFactor: "1.5", nodesLost: 2 },
                emqx: { environment: { EMQX_A: true, EMQX_B: 5 }, limits: { maxPorts: 2048 } },
                corePool: { tags: { cost: 7 }, nodes: 3 },
                kernel: { parameters: { "net.core.somaxconn": 16384 }, vcpus: 16 },
            }),
        );
        assert.deepEqual(wrong, []);
        assert.deepEqual(args.capacity, { cpuFactor: 1.5, nodesLost: 2 });
        assert.deepEqual(args.emqx?.environment, { EMQX_A: "true", EMQX_B: "5" });
        assert.deepEqual(args.emqx?.limits, { maxPorts: 2048 });
        assert.deepEqual([args.corePool?.tags, args.corePool?.nodes], [{ cost: "7" }, 3]);
        assert.deepEqual(args.kernel?.parameters, { "net.core.somaxconn": "16384" });
        assert.equal(args.kernel?.vcpus, 16);
    });

    it("find the places of inputs that people write at the top", () => {
        const known = leavesOf(EMQX_ON_ACK).map(({ path }) => path);
        for (const [name, place] of Object.entries(PLACES)) {
            const setting = SETTINGS.find(({ key }) => key === place.split(".")[0])!;
            const path = [setting.path, ...place.split(".").slice(1)].join(".");
            assert.ok(
                known.some(
                    (leaf) =>
                        leaf === path || (/^[.[]/.test(leaf.slice(path.length)) && leaf.startsWith(path)),
                ),
                `${name}: ${place} is no input`,
            );
            assert.ok(!SETTINGS.some(({ key }) => key === name), `${name} is a setting`);
        }
    });

    it("miss no input directly under EMQX and the load balancer when somebody writes it at the top", () => {
        const top = (name: string) => Object.keys(((EMQX_ON_ACK.schema as any)[name] as ObjectField).schema);
        const unknown = [...top("emqx"), ...top("loadBalancer")].filter(
            (name) => PLACES[name] === undefined && !SETTINGS.some(({ key }) => key === name),
        );
        assert.deepEqual(unknown, []);
    });

    it("refuse what has a setting of its own in the object around it", () => {
        const { wrong } = stackArgs(
            configured({ emqx: nested("cores.replicas", 5), newCluster: { zones: ["a"] } }),
        );
        assert.deepEqual(
            wrong.map(({ key, reason }) => `${key}: ${reason}`),
            [
                "newCluster.zones: has a setting of its own: emqx-ack:zones; write it there",
                "emqx.cores.replicas: has a setting of its own: emqx-ack:cores; write it there",
            ],
        );
    });

    it("refuse an object with an encrypted part, of which it is not known which", () => {
        const { wrong } = stackArgs(configured({ emqx: { environment: { EMQX_A: "x" } } }, ["emqx"]));
        assert.match(
            wrong[0]!.reason,
            /encrypted part; secrets have settings of their own: kubeconfig, licenseKey, /,
        );
    });
});
