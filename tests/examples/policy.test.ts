import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { policies } from "../../examples/policy/policies";
import type { WireObject } from "../../preview/monitor/wire";
import * as provider from "../../provider";
import { runProgram } from "../../testkit/programs/runProgram";
import { exampleProgram } from "../support/exampleProgram";
import { type AnalyzedResource, PolicyPackProcess } from "../support/policyPack";

const ROOT = resolve(__dirname, "../..");
const ANNOTATION = "service.beta.kubernetes.io/alibaba-cloud-loadbalancer-address-type";
const DIGEST = `sha256:${"ab".repeat(32)}`;

function resource(type: string, inputs: WireObject, protect = false, parents = ""): AnalyzedResource {
    const urn = `urn:pulumi:dev::iot::${parents}${type}::it`;
    return { type, name: "it", urn, inputs, options: { protect } };
}

const service = (spec: WireObject, annotations: WireObject = {}, type = "Service") =>
    resource(`kubernetes:core/v1:${type}`, { metadata: { name: "mqtt", annotations }, spec });
const emqx = (spec: WireObject, version = "v2beta1") =>
    resource(`kubernetes:apps.emqx.io/${version}:EMQX`, {
        spec: { coreTemplate: { spec: { replicas: 3 } }, ...spec },
    });
const pod = (image: string) =>
    resource("kubernetes:core/v1:Pod", { spec: { containers: [{ name: "a", image }] } });
const pool = (inputs: WireObject, role = "core") =>
    resource("alicloud:cs/nodePool:NodePool", {
        labels: [{ key: "emqx-ack.io/role", value: role }],
        ...inputs,
    });
const crd = (group: string, protect = false, parents = "") =>
    resource(
        "kubernetes:apiextensions.k8s.io/v1:CustomResourceDefinition",
        { metadata: { name: `emqxes.${group}` }, spec: { group } },
        protect,
        parents,
    );
const release = (chart: string, values: WireObject = {}) =>
    resource("kubernetes:helm.sh/v3:Release", { chart, values });
const cluster = (inputs: WireObject, protect = false) =>
    resource("alicloud:cs/managedKubernetes:ManagedKubernetes", inputs, protect);

describe("policy pack", function () {
    this.timeout(120_000);
    let pack: PolicyPackProcess;

    before(async () => {
        pack = await PolicyPackProcess.start(join(ROOT, "examples/policy"));
    });
    after(() => pack?.stop());
    afterEach(() => pack.configure({}));

    /** `policy: what is wrong`, without the policy's description, which comes first. */
    async function said(about: AnalyzedResource): Promise<string[]> {
        const found = await pack.violations(about);
        return found.map(({ policy, message }) => `${policy}: ${message.split("\n").slice(1).join("\n")}`);
    }

    /** Examples, and what they are advised. */
    const examples: Record<string, string[]> = {
        minimal: ["cluster-protected"],
        "million-connections": ["cluster-protected"],
        "existing-cluster": [],
        "components-only": [],
    };
    for (const [example, advice] of Object.entries(examples)) {
        it(`has nothing mandatory against ${example}`, async () => {
            const { program, options } = exampleProgram(
                join(ROOT, "examples", example),
                "index.ts",
                provider,
                // Those with a stack file have one in it.
                example === "million-connections" ? { config: { licenseKey: "key-of-the-tests" } } : {},
            );
            const { resources } = await runProgram(program, options);
            assert.ok(resources.some(({ type }) => type.endsWith(":EMQX")));
            const found = (await Promise.all(resources.map((r) => pack.violations(r)))).flat();
            assert.deepEqual(
                found.filter(({ mandatory }) => mandatory),
                [],
            );
            // A policy that is held up by an unknown value says so as an advice too: none is.
            assert.deepEqual([...new Set(found.map(({ policy }) => policy))], advice);
        });
    }

    it("intranet-only", async () => {
        const rule = `intranet-only: a Service of type LoadBalancer gets a public address; set ${ANNOTATION}: intranet`;
        assert.deepEqual(await said(service({ type: "LoadBalancer" })), [rule]);
        assert.deepEqual(await said(service({ type: "LoadBalancer" }, { [ANNOTATION]: "internet" })), [rule]);
        assert.deepEqual(await said(service({ type: "LoadBalancer" }, {}, "ServicePatch")), [rule]);
        assert.deepEqual(await said(service({ type: "LoadBalancer" }, { [ANNOTATION]: "intranet" })), []);
        const legacy = ANNOTATION.replace("alibaba-cloud", "alicloud");
        assert.deepEqual(await said(service({ type: "LoadBalancer" }, { [legacy]: "intranet" })), []);
        assert.deepEqual(await said(service({ type: "NodePort" })), []);

        const template = { spec: { type: "LoadBalancer" } };
        assert.deepEqual(await said(emqx({ listenersServiceTemplate: template }, "v2")), [
            `intranet-only: spec.listenersServiceTemplate: its Service gets a public address; set ${ANNOTATION}: intranet`,
        ]);
        assert.deepEqual(await said(emqx({ dashboardServiceTemplate: { ...template, enabled: false } })), []);

        const nlb = (addressType: string) =>
            resource("alicloud:nlb/loadBalancer:LoadBalancer", { addressType });
        assert.deepEqual(await said(nlb("Internet")), [
            'intranet-only: addressType is "Internet"; write "Intranet"',
        ]);
        assert.deepEqual(await said(nlb("Intranet")), []);

        const open = cluster({ slbInternetEnabled: true, deletionProtection: true }, true);
        assert.deepEqual(await said(open), []);
        await pack.configure({ "intranet-only": { apiServer: true } });
        assert.deepEqual(await said(open), [
            "intranet-only: the API server gets a public address; set slbInternetEnabled: false",
        ]);
    });

    it("images-pinned", async () => {
        const moves = "moves; write a version or a digest";
        const none = "has no tag, which means latest; write a version or a digest";
        assert.deepEqual(await said(pod("nginx")), [
            `images-pinned: spec.containers[a].image: "nginx" ${none}`,
        ]);
        assert.deepEqual(await said(pod("registry:5000/nginx")), [
            `images-pinned: spec.containers[a].image: "registry:5000/nginx" ${none}`,
        ]);
        assert.deepEqual(await said(pod("nginx:latest")), [
            `images-pinned: spec.containers[a].image: "nginx:latest" ${moves}`,
        ]);
        for (const image of [
            "nginx:1.29",
            "registry:5000/nginx:1",
            `nginx@${DIGEST}`,
            `nginx:latest@${DIGEST}`,
        ]) {
            assert.deepEqual(await said(pod(image)), [], image);
        }
        assert.deepEqual(
            await said(
                emqx({
                    image: "emqx/emqx:latest",
                    replicantTemplate: {
                        spec: { replicas: 3, extraContainers: [{ name: "b", image: "c" }] },
                    },
                }),
            ),
            [
                `images-pinned: spec.image: "emqx/emqx:latest" ${moves}`,
                `images-pinned: spec.replicantTemplate.spec.extraContainers[b].image: "c" ${none}`,
            ],
        );
        const cron = {
            jobTemplate: { spec: { template: { spec: { initContainers: [{ name: "a", image: "b" }] } } } },
        };
        assert.deepEqual(await said(resource("kubernetes:batch/v1:CronJob", { spec: cron })), [
            `images-pinned: spec.jobTemplate.spec.template.spec.initContainers[a].image: "b" ${none}`,
        ]);
        await pack.configure({ "images-pinned": { digest: true } });
        assert.deepEqual(await said(pod("nginx:1.29")), [
            'images-pinned: spec.containers[a].image: "nginx:1.29" has no digest; write image@sha256:...',
        ]);
        assert.deepEqual(await said(pod(`nginx@${DIGEST}`)), []);
    });

    it("cores-on-demand", async () => {
        assert.deepEqual(await said(pool({ spotStrategy: "SpotAsPriceGo" })), [
            'cores-on-demand: spotStrategy is "SpotAsPriceGo": the cloud takes nodes of cores back at will; write "NoSpot"',
        ]);
        assert.deepEqual(await said(pool({ scalingConfig: { type: "spot" } })), [
            'cores-on-demand: scalingConfig.type is "spot": new nodes of cores can be taken back at will; write "cpu"',
        ]);
        assert.deepEqual(await said(pool({})), []);
        assert.deepEqual(await said(pool({ spotStrategy: "NoSpot" })), []);
        const spot = { spotStrategy: "SpotWithPriceLimit" };
        assert.deepEqual(await said(pool(spot, "replicant")), []);
        await pack.configure({ "cores-on-demand": { label: "emqx-ack.io/role=replicant" } });
        assert.equal((await said(pool(spot, "replicant"))).length, 1);
    });

    it("crds-protected", async () => {
        assert.deepEqual(await said(crd("apps.emqx.io")), [
            "crds-protected: deleting emqxes.apps.emqx.io deletes every object of its kind; " +
                "set the resource option protect, or install the operator with EmqxOperator",
        ]);
        assert.deepEqual(await said(crd("apps.emqx.io", true)), []);
        const ours = "emqx-ack:index:EmqxOnAck$emqx-ack:index:EmqxOperator$kubernetes:helm.sh/v4:Chart$";
        assert.deepEqual(await said(crd("apps.emqx.io", false, ours)), []);
        assert.deepEqual(await said(crd("cert-manager.io")), []);

        const rule =
            "crds-protected: uninstalling this release deletes every EMQX cluster, because its chart holds the " +
            "definitions as templates; set values.skipCRDs: true and install them apart, or use EmqxOperator";
        for (const chart of [
            "emqx-operator",
            "emqx/emqx-operator",
            "oci://r/emqx-operator",
            "./emqx-operator-2.2.29.tgz",
        ]) {
            assert.deepEqual(await said(release(chart)), [rule], chart);
            assert.deepEqual(await said(release(chart, { skipCRDs: true })), []);
        }
        assert.deepEqual(await said(release("./.emqx-ack/emqx-operator-crds-2.2.29-0a1b2c3d")), []);
        assert.deepEqual(await said(release("cert-manager")), []);
        await pack.configure({ "crds-protected": { groups: ["cert-manager.io"] } });
        assert.equal((await said(crd("cert-manager.io"))).length, 1);
        assert.deepEqual(await said(crd("apps.emqx.io")), []);
    });

    it("enough-brokers", async () => {
        assert.deepEqual(
            await said(
                emqx({
                    coreTemplate: { spec: { replicas: 1 } },
                    replicantTemplate: { spec: { replicas: 1 } },
                }),
            ),
            [
                "enough-brokers: spec.coreTemplate.spec.replicas is 1; at least 3",
                "enough-brokers: spec.replicantTemplate.spec.replicas is 1; at least 2",
            ],
        );
        assert.deepEqual(await said(emqx({})), []);
        // What an object does not say, its definition says: two cores and two replicants, one core and none from v3beta1 on.
        const cores = (count: number) =>
            `enough-brokers: spec.coreTemplate.spec.replicas is ${count}; at least 3`;
        for (const [version, count] of [
            ["v2beta1", 2],
            ["v2", 2],
            ["v3beta1", 1],
            ["v4", 1],
        ] as const) {
            const unsaid = emqx({ coreTemplate: {}, replicantTemplate: {} }, version);
            assert.deepEqual(await said(unsaid), [cores(count)], version);
        }
        await pack.configure({ "enough-brokers": { cores: 5, replicants: 0 } });
        assert.deepEqual(await said(emqx({ replicantTemplate: {} })), [
            "enough-brokers: spec.coreTemplate.spec.replicas is 3; at least 5",
        ]);
    });

    it("cluster-protected, as an advice", async () => {
        const found = await pack.violations(cluster({ deletionProtection: false }));
        assert.deepEqual(
            found.map(({ message, mandatory }) => [message.split("\n")[1], mandatory]),
            [
                ["set the resource option protect (emqx-ack: protect: true)", false],
                ["set deletionProtection: true (emqx-ack: newCluster.deletionProtection)", false],
            ],
        );
        assert.deepEqual(await said(cluster({ deletionProtection: true }, true)), []);
    });

    it("production.json and the README know the policies and their knobs", () => {
        const folder = join(ROOT, "examples/policy");
        const production: Record<string, object> = JSON.parse(
            readFileSync(join(folder, "production.json"), "utf8"),
        );
        const readme = readFileSync(join(folder, "README.md"), "utf8");
        const knobs = Object.fromEntries(
            policies.map(({ name, configSchema }) => [name, Object.keys(configSchema?.properties ?? {})]),
        );
        for (const [policy, settings] of Object.entries(production)) {
            for (const setting of Object.keys(settings)) {
                assert.ok([...knobs[policy], "enforcementLevel"].includes(setting), `${policy}: ${setting}`);
            }
        }
        for (const { name, enforcementLevel = "mandatory" } of policies) {
            assert.match(readme, new RegExp(`\\| \`${name}\` \\| ${enforcementLevel} \\|`));
            for (const knob of knobs[name]) assert.ok(readme.includes(`\`${knob}\``), knob);
        }
    });

    it("says so when a value is not known in a preview", async () => {
        const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
        const [found] = await pack.violations(service({ type: unknown }));
        assert.equal(found.mandatory, false);
        assert.match(found.message, /string value at \.spec\.type can't be known during preview/);
    });
});
