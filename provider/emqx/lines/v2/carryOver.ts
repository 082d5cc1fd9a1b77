import type { CarryOver } from "../line/chart";

const GROUP = "apps.emqx.io";
const OPERATOR = "emqx-operator";

/**
 * From 2.2 to 2.3. Roles of the same name are the new chart's own, or go with the old one's resources. Sources: EMQX Operator, "Upgrade EMQX
 * Operator" (steps 2 to 4) and the pre-upgrade hook of chart 2.3, which a Chart of Pulumi does not run; names: chart 2.2.29,
 * templates/webhook-*.yaml and crd.*.yaml.
 */
export const carryOver: CarryOver = {
    definitions: [`emqxes.${GROUP}`, `rebalances.${GROUP}`],
    unknown: [
        { kind: "EmqxBroker", version: "v1beta4", plural: "emqxbrokers" },
        { kind: "EmqxEnterprise", version: "v1beta4", plural: "emqxenterprises" },
        { kind: "EmqxPlugin", version: "v1beta4", plural: "emqxplugins" },
    ],
    webhooks: [
        {
            plural: "mutatingwebhookconfigurations",
            name: `${OPERATOR}-mutating-webhook-configuration`,
        },
        {
            plural: "validatingwebhookconfigurations",
            name: `${OPERATOR}-validating-webhook-configuration`,
        },
    ],
};
