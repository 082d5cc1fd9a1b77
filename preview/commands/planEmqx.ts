import { EmqxEdition } from "../../provider/emqx/args/edition";
import { EmqxLicense } from "../../provider/emqx/args/license";
import { chooseLine } from "../../provider/emqx/lines/choice";
import { EVALUATION } from "../../provider/emqx/lines/matrix";
import { checkVersion } from "../../provider/emqx/lines/versionRules";
import { operatorVersion } from "../../provider/emqx/plan/operatorVersion";
import { emqxOfRequest, needsKey, type ProposalRequest } from "../../provider/plan/proposal/request";
import { Problems } from "../../provider/validation/problems";

/** The options of a plan that say which EMQX, operator and license it is for. */

export function licenseFrom(
    text: string | undefined,
    problems: Problems,
): EmqxLicense.Evaluation | undefined {
    if (text === undefined) return undefined;
    if (text.toLowerCase() === "evaluation") return EmqxLicense.Evaluation;
    problems.add("--license", `${text} is none: write evaluation, or leave it out for a key of yours`);
    return undefined;
}

export function editionFrom(text: string | undefined, problems: Problems): EmqxEdition | undefined {
    const found = Object.values(EmqxEdition).find((edition) => edition === text);
    if (text !== undefined && found === undefined)
        problems.add("--edition", `${text} is none: write ${Object.values(EmqxEdition).join(" or ")}`);
    return found;
}

const NO_REPLICANTS =
    "open-source EMQX from 5.8 on has no replicants, and a plan has them; leave it out for 5.7.2, or write --edition Enterprise";

/** Options by the argument that a rule speaks of. */
const OPTIONS: Readonly<Record<string, string>> = {
    version: "--emqx-version",
    edition: "--edition",
    license: "--license",
};

/** What the component would refuse of EMQX, its operator and its license. */
export function checkEmqx(request: ProposalRequest, problems: Problems): void {
    const found = new Problems();
    const emqx = emqxOfRequest(request);
    const { line, problem } = chooseLine(emqx, request.operatorVersion);
    checkVersion(found, emqx, {
        cores: 3,
        replicants: 1,
        license: request.license === undefined ? (needsKey(request) ? "key" : "none") : "evaluation",
        line: line.id,
        hasImage: false,
        namesEdition: request.edition !== undefined,
        namesVersion: true,
        limitsRates: false,
    });
    for (const { path, reason } of found.all)
        problems.add(
            OPTIONS[path] ?? "--emqx-version",
            path.startsWith("replicants") ? NO_REPLICANTS : reason,
        );
    const { operatorVersion: operator } = request;
    const wrong = operator === undefined ? undefined : operatorVersion(operator);
    if (wrong !== undefined) problems.add("--operator-version", `is "${operator}"; ${wrong}`);
    else if (problem !== undefined && found.all.length === 0)
        problems.add(problem.of === "operator" ? "--operator-version" : "--emqx-version", problem.sentence);
    if (request.licensedConnections !== undefined && emqx.withoutLicense === "complete")
        problems.add(
            "--edition",
            "open-source EMQX takes no license; leave out --licensed, or write Enterprise",
        );
    if (request.license === undefined) return;
    if (request.licensedConnections !== undefined)
        problems.add("--licensed", "is given beside --license; leave out one of the two");
    if (request.connections > EVALUATION.sessions)
        problems.add(
            "--license",
            `evaluation takes ${EVALUATION.sessions} clients, and --connections is ${request.connections.toLocaleString("en-US")}; leave it out for a license of yours`,
        );
}
