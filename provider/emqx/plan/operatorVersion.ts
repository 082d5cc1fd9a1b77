import { isFullVersion } from "../../naming/versionNumbers";
import type { Rule } from "../../validation/rules";
import { DEFAULT_LINE } from "../lines";

/** What may be a version of an operator; whether it is one that this package knows is told with the EMQX that it is to run. */
export const operatorVersion: Rule = (value) =>
    isFullVersion(value)
        ? undefined
        : `write a full version in quotes such as "${DEFAULT_LINE.chart.version}", never "latest"`;
