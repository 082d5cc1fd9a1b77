import { strict as assert } from "node:assert";
import type { PresentCluster } from "../../../../../provider/emqx/gate/meant/present";
import { checkChange } from "../../../../../provider/emqx/gate/meant/refusals";
import { allLines } from "../../../../../provider/emqx/lines";
import type { OperatorLine } from "../../../../../provider/emqx/lines/line/line";
import { Problems } from "../../../../../provider/validation/problems";

const line = allLines().find(({ resource }) => resource.version === "v2") as OperatorLine;

/** What an upgrade from 5.8.11 is told of its texts. */
function told(runningText: string, wantedText: string, version = "6.3.1"): string[] {
    const objectOf = (image: string, data: string) => {
        const spec = { image, config: { data }, coreTemplate: { spec: { replicas: 3 } } };
        return { spec, state: line.read({ spec }) };
    };
    const now = objectOf("emqx/emqx-enterprise:5.8.11", runningText);
    const present: PresentCluster = {
        runningVersions: ["5.8.11"],
        enterprise: undefined,
        replicas: now.state.replicas,
        revisions: now.state.revisions,
        object: { line: line.id, ...now },
    };
    const object = objectOf(`emqx/emqx:${version}`, wantedText);
    const problems = new Problems();
    const wanted = { version, enterprise: true, replicas: object.state.replicas, object };
    checkChange(problems, present, wanted, line);
    return problems.all.map(({ path, reason }) => `${path}: ${reason}`);
}

describe("the configuration of a cluster that becomes another EMQX", () => {
    it("may stay what it is where both versions take it", () => {
        assert.deepEqual(told("mqtt.max_inflight = 64", "mqtt.max_inflight = 64"), []);
        assert.deepEqual(told("", "mqtt.max_inflight = 64"), []);
    });

    it("loses in an update before what the new version does not take, and gets what is new in one after", () => {
        const gone = "sysmon.top.num_items = 10";
        assert.match(
            told(gone, "")[0]!,
            /^config: has set "sysmon\.top.* so far.*in an update before this one/,
        );
        assert.deepEqual(told(gone, gone, "5.8.12"), []);
        const fresh =
            "mqtt.message_expiry_interval = 1h\nsysmon.os.cpu_check_interval = 60s\nmqtt.new_in_nobody = 1";
        assert.match(told("", fresh)[0]!, /^config: sets "mqtt\.new_in_nobody" \(line 3\).*in the one after/);
    });
});
