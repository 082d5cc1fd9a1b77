import assert from "node:assert/strict";
import { ALICLOUD_FORCE_NEW } from "../../preview/changes/forceNew/alicloud";
import { forEveryStack } from "../support/stacks";

describe("the replace rules of the cloud provider", () => {
    forEveryStack((title, graph) => {
        it(`know every type of resource that is made: ${title}`, async () => {
            const { resources } = await graph();
            const made = resources.filter(({ custom, type }) => custom && type.startsWith("alicloud:"));
            for (const { type } of made) assert.ok(Object.hasOwn(ALICLOUD_FORCE_NEW, type), type);
        });
    });
});
