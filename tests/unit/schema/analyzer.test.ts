import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Analyzer } from "@pulumi/pulumi/provider/experimental/analyzer";
import * as provider from "../../../provider";

const ROOT = join(__dirname, "..", "..", "..");
const COMPONENTS = [
    "AckCluster",
    "CertManager",
    "EmqxCluster",
    "EmqxOnAck",
    "EmqxOperator",
    "MqttLoadBalancer",
    "NodeTuning",
    "TunedNodePool",
];

interface Property {
    type?: string;
    $ref?: string;
    description?: string;
    items?: Property;
    additionalProperties?: Property;
    optional?: boolean;
    plain?: boolean;
}

describe("Pulumi's schema analyzer", function () {
    this.timeout(180_000);
    let directory: string;
    let schema: ReturnType<Analyzer["analyze"]>;

    before(() => {
        directory = mkdtempSync(join(tmpdir(), "emqx-ack-analyzer-"));
        for (const part of ["provider", "node_modules"]) symlinkSync(join(ROOT, part), join(directory, part));
        const packageJson = { name: "emqx-ack", main: "provider/index.ts" };
        writeFileSync(join(directory, "package.json"), JSON.stringify(packageJson));
        const compilerOptions = {
            module: "node16",
            moduleResolution: "node16",
            target: "es2022",
            strict: true,
            skipLibCheck: true,
            preserveSymlinks: true,
            types: ["node"],
        };
        writeFileSync(
            join(directory, "tsconfig.json"),
            JSON.stringify({ compilerOptions, files: ["provider/index.ts"] }),
        );
        schema = new Analyzer(directory, "emqx-ack", packageJson, new Set(COMPONENTS)).analyze();
    });

    after(() => rmSync(directory, { recursive: true, force: true }));

    it("takes all components that the package exports", () => {
        const exported = Object.entries(provider)
            .filter(([, value]) => typeof value === "function" && "isInstance" in value && value.length >= 1)
            .map(([name]) => name)
            .filter((name) => name !== "InvalidArguments");
        assert.deepEqual(exported.sort(), COMPONENTS);
        assert.deepEqual(Object.keys(schema.components).sort(), COMPONENTS);
    });

    it("needs no type of another package, so that a schema can stand alone", () => {
        assert.deepEqual(schema.dependencies, []);
    });

    it("finds every component, input and output described", () => {
        const silent = Object.values(schema.components).flatMap((component) => [
            ...(component.description ? [] : [component.name]),
            ...undescribed(component.name, component.inputs as Record<string, Property>),
            ...undescribed(component.name, component.outputs as Record<string, Property>),
        ]);
        assert.deepEqual(silent, []);
    });

    it("finds every field of every type described", () => {
        const silent = Object.values(schema.typeDefinitions).flatMap((type) =>
            "properties" in type ? undescribed(type.name, type.properties as Record<string, Property>) : [],
        );
        assert.deepEqual(silent, []);
    });

    it("finds every enum with its members described", () => {
        const enums = Object.values(schema.typeDefinitions).filter((type) => "enum" in type);
        assert.deepEqual(
            enums.map((type) => type.name).sort(),
            ["ClbChargeType", "Dedication", "EmqxEdition", "KernelPreset", "KernelRollout"].concat([
                "LoadBalancerBackend",
                "LoadBalancerKind",
                "NetworkPlugin",
                "NodeRole",
            ]),
        );
        for (const type of enums as any[]) {
            for (const member of type.enum) assert.ok(member.description, `${type.name}.${member.name}`);
        }
    });

    it("finds the outputs of the whole stack", () => {
        assert.deepEqual(Object.keys(schema.components.EmqxOnAck!.outputs).sort(), [
            "clusterId",
            "dashboardPassword",
            "dashboardUrl",
            "dashboardUsername",
            "endpoints",
            "host",
            "instanceName",
            "kubeconfig",
            "listenerPorts",
            "namespace",
            "nodes",
        ]);
    });
});

function undescribed(owner: string, properties: Record<string, Property>): string[] {
    return Object.entries(properties)
        .filter(([, property]) => !property.description)
        .map(([name]) => `${owner}.${name}`);
}
