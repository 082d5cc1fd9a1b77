import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { downgradeOutputs, reveal, type WireObject } from "../../preview/monitor/wire";
import { inputsInCSharp } from "../support/languages/csharp";
import { LICENSE, typescriptInputs } from "../support/languages/million";
import { schema, schemaProblems } from "../support/languages/packageSchema";
import { exampleFolder } from "../support/languages/workspace";

const TOKEN = "emqx-ack:index:EmqxOnAck";

/** YAML has no compiler, and C#'s is rarely at hand: their texts are held against schema and TypeScript. */
describe("the text of the million-connection stack", function () {
    this.timeout(120_000);
    let typescript: WireObject;

    before(async () => {
        typescript = reveal(downgradeOutputs(await typescriptInputs(TOKEN))) as WireObject;
    });

    const outputsOf = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, name]) => name);

    it("in YAML gives the inputs of the TypeScript example, in the schema's types", () => {
        const text = readFileSync(join(exampleFolder("yaml"), "Pulumi.yaml"), "utf8");
        const { resources, outputs, packages } = parse(text);
        assert.deepEqual(Object.keys(packages), [schema.name]);
        assert.deepEqual(Object.keys(resources), ["mqtt"]);
        assert.equal(resources.mqtt.type, TOKEN);
        const config = { "${protect}": false, "${licenseKey}": LICENSE };
        const inputs = JSON.parse(JSON.stringify(resources.mqtt.properties), (_, value) =>
            value in config ? config[value as keyof typeof config] : value,
        );
        assert.deepEqual(schemaProblems(TOKEN, inputs), []);
        assert.deepEqual(inputs, typescript);
        for (const [name, value] of Object.entries(outputs)) assert.equal(value, `\${mqtt.${name}}`);
        assertOutputs(Object.keys(outputs));
    });

    it("in C# gives the inputs of the TypeScript example, in the SDK's classes", () => {
        const text = readFileSync(join(exampleFolder("csharp"), "Program.cs"), "utf8");
        const names = { protect: false, 'config.RequireSecret("licenseKey")': LICENSE };
        const inputs = inputsInCSharp(text, "EmqxOnAck", names);
        assert.deepEqual(schemaProblems(TOKEN, inputs), []);
        assert.deepEqual(inputs, typescript);
        const outputs = outputsOf(text, /\["(\w+)"\] = mqtt\.\w+/g);
        assert.deepEqual(
            outputsOf(text, /\] = mqtt\.(\w)/g).join(""),
            outputs.map((name) => name?.[0]?.toUpperCase()).join(""),
        );
        assertOutputs(outputs as string[]);
    });

    it("would be refused with anything that the schema does not have", () => {
        const { loadBalancer, ...rest } = typescript as any;
        const wrong = {
            ...rest,
            connections: "1000000",
            corePool: { ...rest.corePool, node: 3, instanceTypes: "ecs.c7.4xlarge" },
            kernel: { rollout: "Replace" },
            newCluster: { ...rest.newCluster, tags: { team: 1 } },
        };
        assert.deepEqual(schemaProblems(TOKEN, wrong).sort(), [
            "connections: is no integer",
            "corePool.instanceTypes: is no list",
            "corePool.node: does not exist",
            'kernel.rollout: is "Replace", not one of ReplacePool,DaemonSet,NewNodes',
            "loadBalancer: is missing",
            "newCluster.tags.team: is no string",
        ]);
        const csharp = (members: string) => () =>
            inputsInCSharp(`new EmqxOnAckArgs { ${members} };`, "EmqxOnAck", {});
        assert.throws(csharp("Connection = 1"), /EmqxOnAckArgs has no Connection/);
        assert.throws(csharp("CorePool = new PoolArgs { }"), /expected new NodePoolArgs/);
        assert.throws(
            csharp("Kernel = new KernelProfileArgs { Rollout = KernelRollout.Replace }"),
            /is not known/,
        );
        assert.throws(csharp("Connections = new NodePoolArgs { }"), /given for a plain value/);
    });
});

/** Outputs that the component has, and those that the TypeScript example exports. */
function assertOutputs(names: readonly string[]): void {
    const text = readFileSync(join(exampleFolder("").replace(/-$/, ""), "index.ts"), "utf8");
    const exported = [...text.matchAll(/^export const (\w+) = mqtt\.\1;$/gm)].map(([, name]) => name);
    assert.ok(exported.length > 0);
    assert.deepEqual([...names], exported);
    const { properties } = schema.resources[TOKEN] as (typeof schema.resources)[string];
    for (const name of names) assert.ok(name in properties, name);
}
