import type { Adoption } from "./adoption";
import { importLines } from "./imports";
import type { Difference } from "./kept";
import type { LiveObject } from "./liveObjects";
import { programOf } from "./program";

/** All that is printed of an object: the program, the lines that import, and what a person has to know, as comments of the program. */
export function adoptionText(adoption: Adoption): string {
    const { live } = adoption;
    const program = programOf(adoption);
    const comments = [
        `EMQX "${live.instance}" in namespace "${live.namespace}", operator line ${live.line.id}, as a program whose object is the one in the cluster.`,
        "",
        "Before the first update, in the folder of the program:",
        "",
        ...importLines(live, program).map((line) => `    ${line}`),
        "",
        ...remarks(adoption),
    ];
    return `${comments.map((line) => `// ${line}`.trimEnd()).join("\n")}\n\n${program.text}`;
}

function remarks({ refused, differences, live }: Adoption): string[] {
    const rolling = differences.filter((difference) => difference.written && rolls(live, difference));
    const others = differences.filter((difference) => !difference.written);
    return [
        ...section(
            "What the inputs do not take (kept below as it is):",
            refused.map(({ path, reason }) => `${path} ${reason}`),
        ),
        ...section(
            "What would restart nodes if it were handed over to the inputs (kept below):",
            rolling.map((difference) => `${difference.path.join(".")}: ${rolls(live, difference)}`),
        ),
        ...section(
            "What no input says (kept below):",
            others.map(({ path }) => path.join(".")),
        ),
        "Ports of a load balancer are not in the object: listeners name the pods' own, and port says another one.",
        "The first update adds labels to the object's metadata, makes the Secret of the dashboard's user, and restarts nothing.",
        "The dashboard's password stays the one in EMQX's database: write it into dashboard.password, or the outputs name a new one that EMQX does not know.",
    ];
}

function section(heading: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : [heading, ...lines.map((line) => `  - ${line}`), ""];
}

function rolls({ line }: LiveObject, { path }: Difference): string {
    return line
        .field(["spec", ...path])
        .rolls.map((role) => `${role}s`)
        .join(" and ");
}
