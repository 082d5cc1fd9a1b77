import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { CONFIGURATION_PAGE, configurationPage } from "../../../docs/generate/configuration/page";
import { SETTINGS } from "../../../provider/naming/settings";

describe("docs/configuration.md", () => {
    const page = readFileSync(CONFIGURATION_PAGE, "utf8");

    it("is what Pulumi.yaml says: otherwise npm run docs:configuration", () => {
        assert.equal(page, configurationPage(page));
    });

    it("has a row for every setting, with its type, default, argument and meaning", () => {
        const rows = page.split("\n").filter((line) => line.startsWith("| `"));
        assert.equal(rows.length, SETTINGS.length);
        for (const row of rows) assert.equal(row.replaceAll("\\|", "").split("|").length, 7, row);
        assert.match(page, /\| `connections` \| integer \| `0` \| `connections` \| MQTT connections/);
        assert.match(page, /\| `licenseKey` \| string, secret \| {2}\| `emqx\.licenseKey` \| /);
    });

    it("names settings that there are in its commands", () => {
        const named = [...page.matchAll(/config set (?:--\w+ )*'?([a-zA-Z]+)/g)].map(([, key]) => key);
        assert.ok(named.length >= 5);
        for (const key of named)
            assert.ok(
                SETTINGS.some((setting) => setting.key === key),
                key,
            );
    });
});
