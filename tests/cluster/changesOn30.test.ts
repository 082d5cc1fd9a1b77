import { everyChange } from "../support/everyChange";

everyChange("on-30", {
    apiVersion: "apps.emqx.io/v3beta1",
    operator: "3.0.0",
    versions: ["6.2.3", "6.3.1"],
    disks: "grow",
    outlives: ["object", "namespace", "claims"],
});
