/** What a change does to clients and data, the mildest first; the last is that of a program which cannot be deployed. */
export const LEVELS = ["none", "reload", "rolling", "reconnect", "data", "refused"] as const;

export type Level = (typeof LEVELS)[number];

/** What each level says, for a heading. */
export const LEVEL_MEANS: Readonly<Record<Level, string>> = {
    none: "nothing that a client or a broker notices",
    reload: "configuration is taken while everything runs",
    rolling: "pods or nodes restart; clients are moved in an orderly way or do not notice",
    reconnect: "clients lose their connection",
    data: "data or sessions may be lost, or it cannot be undone",
    refused: "the new program fails, so pulumi up stops before its first change",
};

export function worst(levels: Iterable<Level>): Level {
    let highest: Level = "none";
    for (const level of levels) {
        if (reaches(level, highest)) highest = level;
    }
    return highest;
}

/** Whether a level is as bad as another, or worse. */
export function reaches(level: Level, threshold: Level): boolean {
    return LEVELS.indexOf(level) >= LEVELS.indexOf(threshold);
}
