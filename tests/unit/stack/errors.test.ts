import assert from "node:assert/strict";
import * as fc from "fast-check";
import { fitsType } from "../../../preview/project/configTypes";
import { SETTINGS } from "../../../provider/naming/settings";
import { planStack } from "../../../provider/plan/planStack";
import { EMQX_ON_ACK } from "../../../provider/plan/schema";
import { conform } from "../../../provider/validation/conform";
import { Problems } from "../../../provider/validation/problems";
import { commandFor } from "../../../stack/commands";
import { stackArgs } from "../../../stack/config";
import { inSettings, settingOf } from "../../../stack/inSettings";
import { asMeant } from "../../../stack/scalars";
import { everyLine, wrongSettings } from "../../../stack/tell";
import { lookAlikes } from "../../../stack/unknownKeys";
import { TESTED_EMQX } from "../../support/versions";
import { configured, leavesOf, ROOT_PROJECT, settingFor } from "./configuration";

/** What these settings are about is not which EMQX a new stack gets. */
const NAMED = { emqxVersion: TESTED_EMQX.OpenSource };

/** All that is told of a configuration, by key, as the program tells it before its first resource. */
function told(settings: Readonly<Record<string, unknown>>): { key: string; text: string }[] {
    const { name, args, wrong, values } = stackArgs(configured({ ...NAMED, ...settings }));
    const problems = new Problems();
    planStack(name, args, problems);
    const found = problems.all.map(({ path, reason }) => ({ propertyPath: path, reason }));
    return [...wrong, ...wrongSettings(found, values)].map(({ key, reason, command }) => ({
        key,
        text: `${key}: ${reason} [${command}]`,
    }));
}

/** What no argument of a single value takes. */
const WRONG = [{ no: "object" }, ["no list"], -7, 1.5, true, "", "\u0007", "no such value!"];

/** Secrets come as Outputs, and are told when they are known: by the same sentences. */
const EARLY = leavesOf(EMQX_ON_ACK).filter(
    ({ path }) =>
        !/^existingCluster\.|^newCluster\.networkPlugin|apiKeys|secretEnvironment|secretFiles|licenseKey|dashboard\.password/.test(
            path,
        ),
);

describe("what is wrong with the configuration of the root stack", () => {
    it("is told by its setting, whatever argument it is and whatever is written", () => {
        const refused = new Set<string>();
        const before = told({});
        fc.assert(
            fc.property(fc.constantFrom(...EARLY), fc.constantFrom(...WRONG), ({ path, field }, value) => {
                const { key, written, name } = settingFor(path, value);
                const setting = SETTINGS.find((known) => known.key === key)!;
                // A declared type is held by the engine.
                if (!fitsType(setting.type, ROOT_PROJECT.config[key]?.items, written)) return;
                // An empty text stands for "not given".
                if (written === "") return;
                const problems = told({ [key]: written }).filter(
                    ({ text }) => !before.some((b) => b.text === text),
                );
                for (const { key: told } of problems) {
                    assert.ok(
                        SETTINGS.some(
                            (known) =>
                                told === known.key ||
                                (/^[.[]/.test(told.slice(known.key.length)) && told.startsWith(known.key)),
                        ),
                        `${told} is no setting`,
                    );
                }
                const own = new Problems();
                conform(own, asMeant(value, path), field);
                if (own.all.length === 0) return;
                refused.add(path);
                assert.ok(
                    problems.some(({ key: told }) => told === name || told.startsWith(`${name}.`)),
                    `${name} = ${JSON.stringify(written)}: ${problems.map(({ text }) => text).join("\n")}`,
                );
            }),
            { numRuns: 1000 },
        );
        assert.ok(refused.size > EARLY.length * 0.6, `only ${refused.size} of ${EARLY.length} were refused`);
    });

    const CASES: [settings: Record<string, unknown>, key: string, text: RegExp][] = [
        [
            { loadBalancer: "nlb" },
            "loadBalancer",
            /is "nlb"; write one of "Nlb", "Clb".*\[pulumi config set loadBalancer <value>\]/,
        ],
        [
            { replicantInstanceTypes: ["C7"] },
            "replicantInstanceTypes[0]",
            /\[pulumi config set --path 'replicantInstanceTypes\[0\]' <value>\]/,
        ],
        [{ emqx: { limits: { maxPorts: 5 } } }, "emqx.limits.maxPorts", /is 5; write a whole number/],
        [
            { traffic: { publishPerSecond: 5 } },
            "traffic.publishPerSecond",
            /is not a setting; did you mean "publishedPerSecond"\?.*config rm --path/,
        ],
        [{ kernel: { vcpu: 8 } }, "kernel.vcpu", /did you mean "vcpus"/],
        [
            { conections: 5 },
            "conections",
            /is not a setting; did you mean "emqx-ack:connections"\?.*\[pulumi config rm 'conections'\]/,
        ],
        [{ limits: {} }, "limits", /write it as emqx-ack:emqx\.limits/],
        [{ licenceKey: "x" }, "licenceKey", /did you mean "emqx-ack:licenseKey"\?/],
        [{ keepalive: 3 }, "keepalive", /is not a setting/],
        [
            { "emqx.limits.maxPorts": 5 },
            "emqx.limits.maxPorts",
            /a way into emqx-ack:emqx; .*\[pulumi config set --path 'emqx\.limits\.maxPorts' <value>\]/,
        ],
        [{ listeners: ["tpc"] }, "listeners", /is not an? |did you mean/],
        [{ listeners: ["ssl"] }, "tlsSecretName", /is missing/],
        [{ connections: -1 }, "connections", /is -1; write a whole number/],
        [{ cores: 0 }, "cores", /is 0; write a whole number/],
        [
            { replicants: 3, replicantPool: { nodes: 2 } },
            "replicantPool.nodes",
            /fewer than the 3 replicants/,
        ],
        [{ zones: ["cn-hangzhou-g"] }, "zones", /./],
        [{ name: "Not a name" }, "name", /./],
    ];
    for (const [settings, key, text] of CASES) {
        it(`is told by name, with the command: ${JSON.stringify(settings)}`, () => {
            const all = told(settings);
            const found = all.find((problem) => problem.key === key);
            assert.ok(found, all.map((problem) => problem.text).join("\n"));
            assert.match(found.text, text);
        });
    }

    it("is told once where one setting gives several arguments", () => {
        assert.deepEqual(
            told({ cores: 0 }).map(({ key }) => key),
            ["cores"],
        );
    });

    it("is told by the zone of a vSwitch", () => {
        const all = told({
            existingClusterId: "c1",
            existingVswitches: { "cn-hangzhou-g": "vsw-1", "cn-hangzhou-h": "x" },
        });
        assert.deepEqual(
            all.map(({ key }) => key),
            ['existingVswitches["cn-hangzhou-h"]'],
        );
    });

    it("is told of a misspelt project, and of another project's only as a hint", () => {
        const values = {
            "emqx_ack:cores": "3",
            "acme:cores": "3",
            "acme:colour": "red",
            "kubernetes:kubeconfig": "x",
        };
        const { wrong } = stackArgs({ values, isSecret: () => false });
        assert.deepEqual(
            wrong.map(({ key, reason }) => `${key} ${reason}`),
            ["emqx_ack:cores is not read: the project is emqx-ack; write it as emqx-ack:cores"],
        );
        assert.deepEqual(lookAlikes(values), [
            "The configuration has acme:cores, which this project does not read; if it is meant for EMQX, write it as emqx-ack:cores.",
        ]);
    });

    it("says how a secret is written", () => {
        assert.equal(commandFor("licenseKey"), "pulumi config set --secret licenseKey <value>");
        assert.equal(
            commandFor("apiKeys[0].secret"),
            "pulumi config set --secret --path 'apiKeys[0].secret' <value>",
        );
        assert.equal(
            commandFor("existingVswitches"),
            "pulumi config set --path 'existingVswitches.<name>' <value>",
        );
    });
});

describe("sentences of the components", () => {
    const { values } = stackArgs(configured({ replicantPool: { labels: { a: "b" } } }));
    const SENTENCES: [sentence: string, inKeys: string][] = [
        [
            "Write more in emqx.replicants.replicas and replicantPool.nodes (6 would do), or a larger type in replicantPool.instanceTypes",
            "Write more in emqx-ack:replicants (6 would do), or a larger type in emqx-ack:replicantInstanceTypes",
        ],
        [
            "raise emqx.limits.maxPorts or capacity.node.gbps",
            "raise emqx-ack:emqx.limits.maxPorts or emqx-ack:capacity.node.gbps",
        ],
        [
            "EMQX Enterprise has no licenseKey: 25 connections",
            "EMQX Enterprise has no emqx-ack:licenseKey: 25 connections",
        ],
        ["write evacuation.connectionsPerSecond: 4500", "write emqx-ack:clientsMovedPerSecond: 4500"],
        [
            "write it as loadBalancer.connectionDrainSeconds",
            "write it as emqx-ack:loadBalancerSettings.connectionDrainSeconds",
        ],
        [
            "for production use edition Enterprise with a licenseKey.",
            "for production use edition Enterprise with an emqx-ack:licenseKey.",
        ],
        ["secretEnvironment.EMQX_A is not enough", "emqx-ack:secretEnvironment.EMQX_A is not enough"],
        // HOCON, resources and English words stay what they are.
        ["listeners.tcp.default.bind is EMQX's own", "listeners.tcp.default.bind is EMQX's own"],
        [
            "the operator waits for the kernel and 3 connections",
            "the operator waits for the kernel and 3 connections",
        ],
        ["mqtt-replicant: new nodes", "mqtt-replicant: new nodes"],
        [
            "see kubernetes.io/emqx.limits and example.com/corePool",
            "see kubernetes.io/emqx.limits and example.com/corePool",
        ],
    ];
    for (const [sentence, inKeys] of SENTENCES) {
        it(`name settings: ${sentence}`, () => assert.equal(inSettings(sentence, values), inKeys));
    }

    it("name settings where a component inside refuses a change", () => {
        const told = everyLine(
            [
                'EmqxCluster "mqtt-emqx" has 2 problems in its arguments:',
                "  cores.replicas: is 1, but 3 cores run. Write 2 first",
                "  version: is not given, and a default does not move it. What runs is kept by",
                '      edition: "Enterprise"',
                '      version: "5.8.11"',
                "    To move it, write what it is to become",
                "  listeners.ssl.enabled: is true, but no pod mounts its Secret yet",
            ].join("\n"),
            values,
        );
        assert.deepEqual(told.split("\n"), [
            'EmqxCluster "mqtt-emqx" has 2 problems in its arguments:',
            "  emqx-ack:cores: is 1, but 3 cores run. Write 2 first",
            "      pulumi config set cores <value>",
            "  emqx-ack:emqxVersion: is not given, and a default does not move it. What runs is kept by",
            "      pulumi config set edition Enterprise",
            "      pulumi config set emqxVersion 5.8.11",
            "    To move it, write what it is to become",
            "  emqx-ack:emqx.listeners.ssl.enabled: is true, but no pod mounts its Secret yet",
            "      pulumi config set --path 'emqx.listeners.ssl.enabled' <value>",
        ]);
        assert.match(
            everyLine(
                'TunedNodePool "mqtt-core" has 1 problem in its arguments:\n  pool.imageType: is wrong',
                values,
            ),
            /\n {2}emqx-ack:corePool\.imageType: is wrong\n/,
        );
    });

    it("have a setting for every argument", () => {
        for (const { path } of leavesOf(EMQX_ON_ACK)) {
            const values = path.startsWith("existingCluster.") ? { existingClusterId: "c1" } : {};
            assert.ok(settingOf(path, values), path);
        }
    });
});
