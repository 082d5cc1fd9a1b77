/** Whether a filter may be subscribed to: `#` is its last level, `+` a whole one. Source: MQTT 5.0, 4.7. */
export function isFilter(filter: string): boolean {
    if (filter === "" || filter.includes("\0")) return false;
    const levels = filter.split("/");
    return levels.every((level, i) => {
        if (level.includes("#")) return level === "#" && i === levels.length - 1;
        return !level.includes("+") || level === "+";
    });
}

export function isTopic(topic: string): boolean {
    return topic !== "" && !/[#+\0]/.test(topic);
}

/** A wildcard in the first level never matches a topic that begins with `$`. */
export function matches(filter: string, topic: string): boolean {
    if (filter === topic) return true;
    if (topic.startsWith("$") && /^[#+]/.test(filter)) return false;
    const wanted = filter.split("/");
    const levels = topic.split("/");
    for (const [i, level] of wanted.entries()) {
        if (level === "#") return true;
        if (i >= levels.length || (level !== "+" && level !== levels[i])) return false;
    }
    return wanted.length === levels.length;
}
