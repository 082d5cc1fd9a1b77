import { v2 } from "../../operator/lines/v2";
import { REVERTED, ROLLOUTS, UNSCHEDULED } from "../../operator/lines/v2/recordedScenarios";
import { againstRecordings } from "./againstRecordings";

const NAMESPACE = "mqtt";

describe("the stand-in of operator 2.3 against recordings", function () {
    const of = againstRecordings(this, {
        line: v2,
        folder: "operator-2.3",
        series: { [NAMESPACE]: ROLLOUTS, "mqtt-reverted": REVERTED, "mqtt-unscheduled": UNSCHEDULED },
        operator: { connectionsPerReplicant: 1000, waitHealthCheckSeconds: 5 },
    });
    void of;
});
