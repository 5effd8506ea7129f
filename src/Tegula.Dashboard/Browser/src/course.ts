// The course of a study as the server sends it. Everything here is free of the page, so that it can be tested without one.
export interface Indicator {
    readonly id: string;
    readonly name: string;
    readonly lowerIsBetter: boolean;
    readonly logarithmic: boolean;
}

export type Values = Readonly<Record<string, readonly (number | null)[]>>;

export interface StudyState {
    readonly id: number;
    readonly store: string;
    readonly status: string;
    readonly steps: number;
    readonly asked: number | null;
    readonly evaluations: number;
    readonly failed: number;
    readonly seconds: number;
    readonly error: string | null;
    readonly answer: string | null;
}

export interface Points {
    readonly step: readonly number[];
    readonly evaluation: readonly number[];
    readonly cached: readonly boolean[];
    readonly values: Values;
}

export interface Best {
    readonly step: readonly number[];
    readonly evaluation: readonly number[];
    readonly architecture: readonly string[];
    readonly cost: readonly (number | null)[];
    readonly values: Values;
}

export interface Front {
    readonly evaluation: readonly number[];
    readonly architecture: readonly string[];
    readonly values: Values;
}

export interface Course {
    readonly study: StudyState;
    readonly indicators: readonly Indicator[];
    readonly from: number;
    readonly next: number;
    readonly points: Points;
    readonly best: Best;
    readonly spread: { readonly name: string; readonly step: readonly number[]; readonly value: readonly (number | null)[] };
    readonly turnedAway: { readonly step: readonly number[]; readonly count: readonly number[] };
    readonly front: Front;
}

/** Most points that charts keep; what comes in over hours is thinned to it. */
export const mostPoints = 4000;

/** Whether an event goes on where a course ends; otherwise the course has to be fetched anew. */
export function follows(known: Course, event: Course): boolean {
    return event.from === 0 || (event.from <= known.next && event.next >= known.next);
}

/** A course with what an event brings: new points are appended, the rest is the event's. */
export function merge(known: Course, event: Course): Course {
    if (event.from === 0) {
        return event;
    }
    const fresh = event.points.step.findIndex(step => step >= known.next);
    const start = fresh < 0 ? event.points.step.length : fresh;
    const values: Record<string, (number | null)[]> = {};
    for (const { id } of event.indicators) {
        values[id] = [
            ...(known.points.values[id] ?? known.points.step.map(() => null)),
            ...(event.points.values[id]?.slice(start) ?? event.points.step.slice(start).map(() => null)),
        ];
    }
    const points: Points = {
        step: [...known.points.step, ...event.points.step.slice(start)],
        evaluation: [...known.points.evaluation, ...event.points.evaluation.slice(start)],
        cached: [...known.points.cached, ...event.points.cached.slice(start)],
        values,
    };
    return {
        ...event,
        from: known.from,
        points: thin(points, mostPoints, new Set([...event.best.evaluation, ...event.front.evaluation])),
        spread: {
            name: event.spread.name === "" ? known.spread.name : event.spread.name,
            ...joined(known.spread.step, known.spread.value, event.spread.step, event.spread.value, "value"),
        },
        turnedAway: joined(known.turnedAway.step, known.turnedAway.count, event.turnedAway.step, event.turnedAway.count, "count"),
    };
}

/** Points evenly thinned to about a number, those of certain evaluations always among them. */
export function thin(points: Points, most: number, kept: ReadonlySet<number>): Points {
    const count = points.step.length;
    if (count <= most) {
        return points;
    }
    const every = Math.ceil((2 * count) / most);
    const chosen: number[] = [];
    for (let index = 0; index < count; index++) {
        if (index % every === 0 || kept.has(points.evaluation[index] ?? -1)) {
            chosen.push(index);
        }
    }
    const pick = <T>(from: readonly T[]): T[] => chosen.map(index => from[index] as T);
    const values: Record<string, (number | null)[]> = {};
    for (const [id, column] of Object.entries(points.values)) {
        values[id] = pick(column);
    }
    return { step: pick(points.step), evaluation: pick(points.evaluation), cached: pick(points.cached), values };
}

/** The steps and values at which a column was better than ever before. */
export function staircase(steps: readonly number[], values: readonly (number | null)[], lowerIsBetter: boolean): [number, number][] {
    const stairs: [number, number][] = [];
    let best: number | null = null;
    values.forEach((value, index) => {
        const step = steps[index];
        if (value === null || step === undefined) {
            return;
        }
        if (best === null || (lowerIsBetter ? value < best : value > best)) {
            best = value;
            stairs.push([step, value]);
        }
    });
    return stairs;
}

/** Indices of those points than which no other is better in one number and at least as good in the other. */
export function frontOf(first: readonly (number | null)[], firstIsLower: boolean, second: readonly (number | null)[], secondIsLower: boolean): number[] {
    const both: { index: number; a: number; b: number }[] = [];
    first.forEach((value, index) => {
        const other = second[index];
        if (value !== null && other !== null && other !== undefined) {
            both.push({ index, a: firstIsLower ? value : -value, b: secondIsLower ? other : -other });
        }
    });
    both.sort((left, right) => left.a - right.a || left.b - right.b);
    const front: number[] = [];
    let lowest = Infinity;
    let lowestAt = NaN;
    for (const { index, a, b } of both) {
        if (b < lowest || (b === lowest && a === lowestAt)) {
            front.push(index);
            [lowest, lowestAt] = [b, a];
        }
    }
    return front;
}

/** How many of the architectures drawn a filter turned away, 0 to 1, step by step. */
export function turnedAwayShare(turnedAway: Course["turnedAway"]): [number, number][] {
    return turnedAway.step.map((step, index) => {
        const away = turnedAway.count[index] ?? 0;
        return [step, away / (away + step + 1)];
    });
}

function joined<T, K extends string>(
    steps: readonly number[], values: readonly T[], newSteps: readonly number[], newValues: readonly T[], name: K,
): { step: number[] } & Record<K, T[]> {
    const last = steps[steps.length - 1] ?? -1;
    const fresh = newSteps.findIndex(step => step > last);
    const start = fresh < 0 ? newSteps.length : fresh;
    const result = { step: thinned([...steps, ...newSteps.slice(start)]), [name]: thinned([...values, ...newValues.slice(start)]) };
    return result as { step: number[] } & Record<K, T[]>;
}

// The last one stays, so that a curve reaches as far as the search.
function thinned<T>(items: readonly T[]): T[] {
    const every = items.length <= mostPoints ? 1 : Math.ceil((2 * items.length) / mostPoints);
    return items.filter((_, index) => index % every === 0 || index === items.length - 1);
}
