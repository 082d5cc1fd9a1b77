import { everyChange } from "../support/everyChange";

everyChange("on-23", {
    apiVersion: "apps.emqx.io/v2",
    operator: "2.3.3",
    versions: ["6.2.3", "6.3.1"],
    disks: "new",
    outlives: ["namespace", "claims"],
});
