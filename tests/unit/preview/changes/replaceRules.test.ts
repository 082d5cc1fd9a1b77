import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as ts from "typescript";
import { replaceRules } from "../../../../docs/generate/replaceRules/fromSchema";
import { ALICLOUD_FORCE_NEW } from "../../../../preview/changes/forceNew/alicloud";
import { ALICLOUD_NAMES } from "../../../../preview/changes/forceNew/alicloudNames";

describe("the replace rules of the cloud provider", () => {
    it("are what its package's schema says replaces a resource", () => {
        const schema = {
            name: "alicloud",
            resources: {
                "alicloud:vpc/switch:Switch": {
                    inputProperties: {
                        zoneId: { type: "string", willReplaceOnChanges: true },
                        cidrBlock: { type: "string", willReplaceOnChanges: true },
                        description: { type: "string" },
                    },
                },
                "alicloud:vpc/network:Network": {},
            },
        };
        assert.deepEqual(
            replaceRules(schema, ["alicloud:vpc/switch:Switch", "alicloud:vpc/network:Network"]),
            {
                "alicloud:vpc/switch:Switch": ["cidrBlock", "zoneId"],
                "alicloud:vpc/network:Network": [],
            },
        );
        assert.throws(() => replaceRules(schema, ["alicloud:vpc/vpc:Vpc"]), /no resource type .*:Vpc/);
    });

    for (const [type, properties] of Object.entries(ALICLOUD_FORCE_NEW)) {
        it(`name inputs that the installed SDK has: ${type}`, () => {
            const inputs = inputsOf(type);
            const name = ALICLOUD_NAMES[type];
            for (const property of [...properties, ...(name === undefined ? [] : [name])])
                assert.ok(inputs.has(property), property);
        });
    }
});

/** Names of the inputs of `alicloud:vpc/switch:Switch`, by the SDK's declaration of `SwitchArgs`. */
function inputsOf(type: string): Set<string> {
    const [, path, resource] = type.split(":");
    const file = require.resolve(`@pulumi/alicloud/${path}.d.ts`);
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
    const args = source.statements.find(
        (node): node is ts.InterfaceDeclaration =>
            ts.isInterfaceDeclaration(node) && node.name.text === `${resource}Args`,
    );
    return new Set(args!.members.map((member) => (member.name as ts.Identifier).text));
}
