import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { type PackageSchema, replaceRules } from "../../docs/generate/replaceRules/fromSchema";
import { ALICLOUD_FORCE_NEW } from "../../preview/changes/forceNew/alicloud";
import { needsPulumi, sdkVersion } from "../support/e2e/pulumiTools";

describe("the replace rules of the cloud provider, against its package's schema", function () {
    this.timeout(300_000);

    it("are those of the version that is installed", function () {
        needsPulumi.call(this, ["alicloud"]);
        const wanted = `alicloud@${sdkVersion("alicloud")}`;
        const printed = execFileSync("pulumi", ["package", "get-schema", wanted], { maxBuffer: 1 << 28 });
        const schema = JSON.parse(printed.toString()) as PackageSchema;
        assert.deepEqual(ALICLOUD_FORCE_NEW, replaceRules(schema, Object.keys(ALICLOUD_FORCE_NEW)));
    });
});
