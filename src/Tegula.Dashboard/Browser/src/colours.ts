// The style sheet decides on colours; charts ask it, since a canvas knows no variables.
export interface Colours {
    readonly paper: string;
    readonly ink: string;
    readonly quiet: string;
    readonly line: string;
    readonly grid: string;
    readonly points: string;
    readonly best: string;
    readonly third: string;
}

/** The colours of the theme that holds now. */
export function colours(): Colours {
    const probe = document.createElement("span");
    probe.hidden = true;
    document.body.append(probe);
    const read = (name: string): string => {
        probe.style.color = `var(${name})`;
        return getComputedStyle(probe).color;
    };
    const found: Colours = {
        paper: read("--paper"), ink: read("--ink"), quiet: read("--quiet"), line: read("--line"), grid: read("--grid"),
        points: read("--c0"), best: read("--c1"), third: read("--c2"),
    };
    probe.remove();
    return found;
}

/** Calls back whenever another theme holds. */
export function onThemeChange(changed: () => void): void {
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", changed);
    new MutationObserver(changed).observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
}
