// Numbers as people read them.
const whole = new Intl.NumberFormat("en", { maximumFractionDigits: 0 });
const plain = new Intl.NumberFormat("en", { maximumSignificantDigits: 4 });

/** A count. */
export function count(value: number): string {
    return whole.format(value);
}

/** A step as people count: from 1. The data count from 0. */
export function stepNumber(step: number): number {
    return step + 1;
}

/** A measured number: four significant digits, with a power of ten where it is very large or very small. */
export function number(value: number | null | undefined): string {
    if (value === null || value === undefined) {
        return "not measured";
    }
    const size = Math.abs(value);
    return value !== 0 && (size >= 1e6 || size < 1e-3) ? value.toExponential(3) : plain.format(value);
}

/** A label of an axis, as short as it can be. */
export function tick(value: number): string {
    const size = Math.abs(value);
    return value !== 0 && (size >= 1e5 || size < 1e-3) ? value.toExponential(1).replace(".0e", "e").replace("e+", "e") : plain.format(value);
}

/** A length of time. */
export function duration(seconds: number): string {
    const rounded = Math.round(seconds);
    if (seconds < 60) {
        return `${plain.format(Math.round(seconds * 10) / 10)} s`;
    }
    if (rounded < 3600) {
        return `${Math.floor(rounded / 60)} min ${rounded % 60} s`;
    }
    return `${whole.format(Math.floor(rounded / 3600))} h ${Math.floor((rounded % 3600) / 60)} min`;
}
