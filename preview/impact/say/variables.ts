import { FEATURES_VARIABLE } from "../../../provider/emqx/config/variables";
import type { ChangedVariable } from "../facts/emqx";
import type { InputChange } from "../facts/input";
import { type Inputs, inputText } from "./inputs";
import { listed } from "./wording";

/** Variables that EmqxCluster writes of its own, by the input that each comes from. */
export const INPUT_OF_VARIABLE: Readonly<Record<string, string>> = {
    EMQX_NODE__MAX_PORTS: "limits.maxPorts",
    EMQX_NODE__DIST_BUFFER_SIZE: "limits.distBufferSizeKb",
    EMQX_DASHBOARD__DEFAULT_USERNAME: "dashboard.username",
    EMQX_DASHBOARD__DEFAULT_PASSWORD: "dashboard.password",
    EMQX_LICENSE__KEY: "licenseKey",
    [FEATURES_VARIABLE]: "features",
};

const MOST = 5;

/** Variables as a person wrote them: the input where there is one, else the name. */
export function variablesText(variables: readonly ChangedVariable[], inputs: Inputs): string {
    if (inputs.byHand) return `EMQX environment ${listed(variables.map(named), MOST)}`;
    const own = variables.flatMap(({ name, from, to, secret }) => {
        const input = INPUT_OF_VARIABLE[name];
        if (input === undefined) return [];
        const values = secret ? {} : { ...plain("from", from), ...plain("to", to) };
        return [inputText(inputs, { input, ...values })];
    });
    const given = variables.filter(({ name }) => INPUT_OF_VARIABLE[name] === undefined);
    const of = (input: string, secret: boolean) => {
        const names = given.filter((variable) => variable.secret === secret).map(named);
        return names.length === 0 ? [] : [`${inputs.path(input)} ${listed(names, MOST)}`];
    };
    return [...own, ...of("environment", false), ...of("secretEnvironment", true)].join("; ");
}

/** The text that a person wrote, which EMQX reads in quotes. */
function plain(side: "from" | "to", value: string | undefined): Partial<InputChange> {
    return value ? { [side]: value.replace(/^"(.*)"$/, "$1") } : {};
}

function named({ name, how }: ChangedVariable): string {
    return how === "changed" ? name : `${name} ${how}`;
}
