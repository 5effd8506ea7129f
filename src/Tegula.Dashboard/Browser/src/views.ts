// What each figure of a study shows, made of its course.
import { frontOf, staircase, turnedAwayShare, type Course, type Indicator } from "./course";
import type { Drawing, Mark, Series } from "./plot";
import type { NumberRows, Shown } from "./figures";
import { count, number, stepNumber } from "./text";

const steps = { name: "Step", logarithmic: false, whole: true };

/** The cost of the best architecture so far; null without an objective, or before anything was measured. */
export function costView(course: Course): Shown | null {
    const { best } = course;
    const last = best.step.length - 1;
    if (last < 0) {
        return null;
    }
    const marks = best.step.map((step, index): Mark => ({
        x: stepNumber(step),
        y: best.cost[index] ?? NaN,
        evaluation: best.evaluation[index] ?? null,
        architecture: best.architecture[index] ?? null,
        lines: () => [`Step ${count(stepNumber(step))}: cost ${number(best.cost[index])}`],
    }));
    return {
        title: "Cost of the best so far",
        summary: `${number(best.cost[last])} since step ${count(stepNumber(best.step[last] ?? 0))}; it changed ${count(last)} times.`
            + " A cost is made of ranks among everything measured so far; lower is better.",
        drawing: over("Cost", { name: "Best so far", kind: "stairs", colour: "best", marks: toEnd(marks, course) }),
        numbers: () => rows(["Step", "Cost"], best.step.map((step, index) => [count(stepNumber(step)), number(best.cost[index]),
            best.architecture[index] ?? ""])),
    };
}

/** One indicator over the steps. */
export function indicatorView(course: Course, indicator: Indicator): Shown {
    const { points, best } = course;
    const values = points.values[indicator.id] ?? [];
    const marks = marksOf(course, indicator, values);
    if (marks.length === 0) {
        const { evaluations } = course.study;
        return nothing(indicator.name, `No value yet: ${evaluations === 1 ? "the only evaluation" : `all ${count(evaluations)} evaluations`} failed.`);
    }
    const bestValues = best.values[indicator.id] ?? [];
    const architectures = new Map(best.evaluation.map((evaluation, index) => [evaluation, best.architecture[index] ?? null]));
    const stairs: readonly [number, number, number | null][] = best.step.length > 0
        ? best.step.flatMap((step, index): [number, number, number | null][] => {
            const value = bestValues[index];
            return value === null || value === undefined ? [] : [[step, value, best.evaluation[index] ?? null]];
        })
        : staircase(points.step, values, indicator.lowerIsBetter).map(([step, value]): [number, number, number | null] => [step, value, null]);
    const line = stairs.map(([step, y, evaluation]): Mark => ({
        x: stepNumber(step), y, evaluation, architecture: evaluation === null ? null : architectures.get(evaluation) ?? null,
        lines: () => [`Best so far from step ${count(stepNumber(step))}`, `${indicator.name} ${number(y)}`],
    }));
    const name = best.step.length > 0 ? "Best architecture so far" : indicator.lowerIsBetter ? "Lowest so far" : "Highest so far";
    const present = line.at(-1);
    return {
        title: indicator.name,
        summary: `${indicator.lowerIsBetter ? "Lower" : "Higher"} is better. ${name}: ${number(present?.y)}`
            + `${present === undefined ? "" : `, since step ${count(present.x)}`}. ${range(marks)}`,
        drawing: {
            across: steps,
            up: { name: indicator.name, logarithmic: indicator.logarithmic && positive([...marks, ...line]), whole: false },
            series: [{ name: "Each step", kind: "points", colour: "points", marks }, { name, kind: "stairs", colour: "best", marks: toEnd(line, course) }],
        },
        numbers: () => rows(["Step", indicator.name, "Evaluation"], marks.map(mark => [count(mark.x), number(mark.y), String(mark.evaluation ?? "")])),
    };
}

/** Policy entropy or population diversity; null for a method without. */
export function spreadView(course: Course): Shown | null {
    const { spread } = course;
    if (spread.step.length === 0) {
        return null;
    }
    const name = spread.name.charAt(0).toUpperCase() + spread.name.slice(1);
    const marks = spread.step.map((step, index): Mark => ({
        x: stepNumber(step), y: spread.value[index] ?? NaN, evaluation: null, architecture: null,
        lines: () => [`Step ${count(stepNumber(step))}: ${number(spread.value[index])}`],
    }));
    return {
        title: name,
        summary: `${number(spread.value.at(-1))} now, ${number(spread.value[0])} at the start. It falls as the search settles on fewer kinds of architectures.`,
        drawing: over(name, { name, kind: "line", colour: "third", marks }),
        numbers: () => rows(["Step", name], marks.map(mark => [count(mark.x), number(mark.y)])),
    };
}

/** The share that filter and budget turned away; null where there were none. */
export function turnedAwayView(course: Course): Shown | null {
    const { turnedAway } = course;
    const total = turnedAway.count.at(-1) ?? 0;
    if (total === 0) {
        return null;
    }
    const lastStep = Math.max(course.next - 1, 0);
    const shares = turnedAwayShare({ step: [...turnedAway.step, lastStep], count: [...turnedAway.count, total] });
    const counts = [...turnedAway.count, total];
    const marks = shares.map(([step, share], index): Mark => ({
        x: stepNumber(step), y: 100 * share, evaluation: null, architecture: null,
        lines: () => [`By step ${count(stepNumber(step))}: ${number(100 * share)} %`, `${count(counts[index] ?? 0)} turned away`],
    }));
    return {
        title: "Turned away by filter and budget",
        summary: `${number(marks.at(-1)?.y)} % of the architectures drawn: ${count(total)} were turned away unmeasured.`,
        drawing: over("Share of those drawn, %", { name: "Turned away", kind: "line", colour: "third", marks }),
        numbers: () => rows(["Step", "Turned away", "Share, %"], marks.map((mark, index) => [count(mark.x), count(counts[index] ?? 0), number(mark.y)])),
    };
}

/** Two indicators against each other, with the Pareto front marked. */
export function frontView(course: Course, first: Indicator, second: Indicator): Shown {
    const { points, front } = course;
    const [across, up] = [points.values[first.id] ?? [], points.values[second.id] ?? []];
    const all: Mark[] = [];
    const seen = new Set<number>();
    points.evaluation.forEach((evaluation, index) => {
        const [x, y] = [across[index], up[index]];
        if (x === null || x === undefined || y === null || y === undefined || seen.has(evaluation)) {
            return;
        }
        seen.add(evaluation);
        all.push({ x, y, evaluation, architecture: null, lines: () => pair(first, x, second, y) });
    });
    if (all.length === 0) {
        return nothing("Pareto front", "No point yet: no architecture has a value of both.");
    }
    const given = front.evaluation.length > 0;
    const members: Mark[] = given
        ? front.evaluation.flatMap((evaluation, index): Mark[] => {
            const [x, y] = [front.values[first.id]?.[index], front.values[second.id]?.[index]];
            return x === null || x === undefined || y === null || y === undefined
                ? []
                : [{ x, y, evaluation, architecture: front.architecture[index] ?? null, lines: () => ["On the Pareto front", ...pair(first, x, second, y)] }];
        })
        : frontOf(all.map(mark => mark.x), first.lowerIsBetter, all.map(mark => mark.y), second.lowerIsBetter).flatMap(index => all[index] ?? []);
    const everything = [...all, ...members];
    return {
        title: "Pareto front",
        summary: given
            ? `${count(members.length)} architectures are on the front of the objective: no other is at least as good in all its indicators and better in one.`
            : `${count(members.length)} of the points shown are on the front of these two indicators: no other is at least as good in both and better in one.`,
        drawing: {
            across: { name: first.name, logarithmic: first.logarithmic && everything.every(mark => mark.x > 0), whole: false },
            up: { name: second.name, logarithmic: second.logarithmic && positive(everything), whole: false },
            series: [
                { name: "Each architecture", kind: "points", colour: "points", marks: all },
                { name: "Pareto front", kind: "diamonds", colour: "best", marks: members },
            ],
        },
        numbers: () => rows([first.name, second.name, "Evaluation"], members.map(mark => [number(mark.x), number(mark.y), String(mark.evaluation ?? "")])),
    };
}

// What could not be measured has no chart, but says why.
function nothing(title: string, summary: string): Shown {
    return { title, summary, drawing: null, numbers: () => rows([], []) };
}

// One curve over the steps.
function over(name: string, series: Series): Drawing {
    return { across: steps, up: { name, logarithmic: false, whole: false }, series: [series] };
}

function marksOf(course: Course, indicator: Indicator, values: readonly (number | null)[]): Mark[] {
    const { points } = course;
    return points.step.flatMap((step, index): Mark[] => {
        const value = values[index];
        return value === null || value === undefined ? [] : [{
            x: stepNumber(step), y: value, evaluation: points.evaluation[index] ?? null, architecture: null,
            lines: () => [`Step ${count(stepNumber(step))}${points.cached[index] === true ? " (known already)" : ""}`, `${indicator.name} ${number(value)}`],
        }];
    });
}

// What was best last is best still.
function toEnd(marks: readonly Mark[], course: Course): readonly Mark[] {
    const last = marks.at(-1);
    return last === undefined || last.x >= course.next ? marks : [...marks, { ...last, x: course.next }];
}

function positive(marks: readonly Mark[]): boolean {
    return marks.every(mark => mark.y > 0);
}

function range(marks: readonly Mark[]): string {
    let [low, high] = [Infinity, -Infinity];
    for (const { y } of marks) {
        [low, high] = [Math.min(low, y), Math.max(high, y)];
    }
    return `All lie between ${number(low)} and ${number(high)}.`;
}

function pair(first: Indicator, x: number, second: Indicator, y: number): string[] {
    return [`${first.name} ${number(x)}`, `${second.name} ${number(y)}`];
}

// Columns of numbers, and the architecture last where a row has one more field.
function rows(names: readonly string[], fields: readonly (readonly string[])[]): NumberRows {
    const columns = names.map(name => ({ name, isNumber: true }));
    return { columns: fields[0]?.length === names.length + 1 ? [...columns, { name: "Architecture", isNumber: false }] : columns, rows: fields };
}
