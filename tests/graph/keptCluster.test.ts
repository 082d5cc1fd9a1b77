import assert from "node:assert/strict";
import { reveal } from "../../preview/monitor/wire";
import { EmqxCluster, type EmqxClusterArgs, EmqxEdition } from "../../provider";
import { addLine } from "../../provider/emqx/lines";
import type { OperatorLine } from "../../provider/emqx/lines/line/line";
import type { ProgramGraph } from "../../testkit/programs/programGraph";
import { type RunOptions, runFailingProgram, runProgram } from "../../testkit/programs/runProgram";
import { MADE_UP_VERSIONS, madeUp } from "../support/madeUpLine";
import { KUBECONFIG, MODES } from "../support/stacks";

const line: OperatorLine = { ...madeUp, traps: { ...madeUp.traps, deletesDisks: true } };

const ARGS: EmqxClusterArgs = {
    edition: EmqxEdition.Enterprise,
    version: "9.9.0",
    licenseKey: "key",
    kubeconfig: KUBECONFIG,
};

function made(args: Partial<EmqxClusterArgs>, options: RunOptions): Promise<ProgramGraph> {
    return runProgram(() => {
        const { dashboardPassword } = new EmqxCluster("emqx", { ...ARGS, ...args });
        return { dashboardPassword };
    }, options);
}

/** Names of what a destroy leaves in the cluster. */
function kept(graph: ProgramGraph): string[] {
    return graph.resources.filter(({ options }) => options.retainOnDelete).map(({ name }) => name);
}

const HELD = [
    "emqx-bootstrap-api-key",
    "emqx-dashboard-user",
    "emqx-emqx",
    "emqx-license",
    "emqx-namespace",
    "emqx-node-cookie",
];

describe("a cluster whose disks go with its object", () => {
    let remove = () => {};
    before(() => {
        remove = addLine(line, MADE_UP_VERSIONS);
    });
    after(() => remove());

    for (const mode of MODES) {
        it(`outlives its stack with all that its nodes know, unless its data is to go (${mode})`, async () => {
            const graph = await made({}, { mode });
            assert.deepEqual([...new Set(kept(graph))].sort(), HELD);
            assert.deepEqual(kept(await made({ deleteDataOnDestroy: true }, { mode })), []);
            const foreign = await made({ createNamespace: false }, { mode });
            assert.deepEqual(
                [...new Set(kept(foreign))].filter(
                    (name) => name.endsWith("-emqx") || name.endsWith("-namespace"),
                ),
                ["emqx-emqx"],
            );
        });
    }

    it("is made on a provider that takes over what is there", async () => {
        const graph = await made({}, { mode: "update" });
        const upsert = graph.resources.find(({ name }) => name === "emqx-upsert");
        for (const name of HELD) {
            const one = graph.resources.find(
                (resource) => resource.name === name && !resource.type.startsWith("random:"),
            );
            assert.ok(one?.provider?.startsWith(`${upsert?.urn}::`), name);
        }
        const same = await made({ deleteDataOnDestroy: true }, { mode: "update" });
        assert.match(same.get("EMQX").provider ?? "", /emqx-upsert/, "on the same one in either case");
    });

    it("is taken over by a later stack with the cookie, the operator's key and the password that its nodes know", async () => {
        const there = {
            node_cookie: "cookie-of-before",
            operator_api_key: "key-of-before",
            dashboard_password: "password-of-before",
        };
        const asked: string[] = [];
        const graph = await made(
            {},
            {
                mode: "update",
                cluster: {
                    secretValues: async (namespace, name) => {
                        asked.push(`${namespace}/${name}`);
                        return there;
                    },
                },
            },
        );
        assert.deepEqual(asked, ["emqx/emqx-node-cookie"]);
        const cookie = graph.all("Secret").find(({ name }) => name === "emqx-node-cookie");
        assert.deepEqual(reveal(cookie!.inputs.stringData as any), there);
        assert.deepEqual(cookie?.options.ignoreChanges, ["stringData", "data"]);
        const keys = graph.all("Secret").find(({ name }) => name === "emqx-bootstrap-api-key");
        assert.match(JSON.stringify(reveal(keys!.inputs as any)), /emqx-operator-controller:key-of-before/);
        const user = graph.all("Secret").find(({ name }) => name === "emqx-dashboard-user");
        assert.match(JSON.stringify(reveal(user!.inputs as any)), /"password":"password-of-before"/);
    });

    it("keeps what it was made with, whatever a Secret's output is encoded as", async () => {
        const encoded = (text: string) => Buffer.from(text).toString("base64");
        const graph = await made(
            {},
            {
                mode: "update",
                outputs: ({ name, type }) =>
                    name === "emqx-node-cookie" && type.endsWith(":Secret")
                        ? {
                              data: {
                                  node_cookie: encoded("sent first"),
                                  operator_api_key: encoded("key of old"),
                              },
                          }
                        : undefined,
            },
        );
        const keys = graph.all("Secret").find(({ name }) => name === "emqx-bootstrap-api-key");
        assert.match(JSON.stringify(reveal(keys!.inputs as any)), /emqx-operator-controller:key of old/);
    });

    it("is not renamed, and the way is named", async () => {
        const clusters = async () => [
            {
                namespace: "emqx",
                instance: "before",
                nodeSelector: {},
                owner: "project/stack/emqx",
            },
            { namespace: "other", instance: "emqx", nodeSelector: {}, owner: "project/other/emqx" },
        ];
        const { error, graph } = await runFailingProgram(() => new EmqxCluster("emqx", ARGS), {
            mode: "update",
            cluster: { clusters },
        });
        assert.match(
            error.message,
            /instanceName: is "emqx", but EMQX "before" in namespace "emqx" is this component's so far.* Write instanceName: "before" again.*export/,
        );
        assert.equal(graph.all("Secret").length, 0);
        const { metadata } = (await made({}, { mode: "update" })).get("EMQX").inputs as any;
        assert.equal(metadata.annotations["emqx-ack.io/component"], "project/stack/emqx");
    });

    it("has none of this on a line that leaves the disks", async () => {
        const graph = await runProgram(
            () => new EmqxCluster("emqx", { version: "5.7.2", kubeconfig: KUBECONFIG }),
            { mode: "update" },
        );
        assert.deepEqual(kept(graph), ["emqx-namespace"]);
        assert.equal((graph.get("EMQX").inputs as any).metadata.annotations, undefined);
    });
});
