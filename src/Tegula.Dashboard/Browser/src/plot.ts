// One chart: points, a line, or both, over an axis of steps or of another number.
import { init, use, type ECharts } from "echarts/core";
import { LineChart, ScatterChart } from "echarts/charts";
import { GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { CanvasRenderer } from "echarts/renderers";
import { colours } from "./colours";
import { tick } from "./text";

use([ScatterChart, LineChart, GridComponent, TooltipComponent, LegendComponent, CanvasRenderer]);

/** One mark: where it is, and the evaluation behind it. */
export interface Mark {
    readonly x: number;
    readonly y: number;
    readonly evaluation: number | null;
    /** What a reader is told of it, line by line. */
    readonly lines: () => readonly string[];
    readonly architecture: string | null;
}

export interface Series {
    readonly name: string;
    readonly kind: "points" | "stairs" | "line" | "diamonds";
    readonly colour: "points" | "best" | "third";
    readonly marks: readonly Mark[];
}

export interface Drawing {
    readonly across: { readonly name: string; readonly logarithmic: boolean; readonly whole: boolean };
    readonly up: { readonly name: string; readonly logarithmic: boolean; readonly whole: boolean };
    readonly series: readonly Series[];
}

export interface PlotEvents {
    open(evaluation: number): void;
    architecture(evaluation: number): Promise<string | null>;
}

/** A chart in a place of the page. */
export class Plot {
    readonly #chart: ECharts;
    readonly #place: HTMLElement;
    readonly #events: PlotEvents;
    #drawing: Drawing | null = null;

    constructor(place: HTMLElement, events: PlotEvents) {
        this.#place = place;
        this.#events = events;
        this.#chart = init(place, null, { renderer: "canvas" });
        this.#chart.on("click", event => {
            const evaluation = this.#mark(event.seriesIndex, event.dataIndex)?.evaluation;
            if (evaluation !== null && evaluation !== undefined) {
                events.open(evaluation);
            }
        });
        new ResizeObserver(() => this.#resize()).observe(place);
    }

    /** Draws something else, or the same in the colours of another theme; null for nothing. */
    draw(drawing: Drawing | null = this.#drawing): void {
        this.#drawing = drawing;
        if (drawing === null) {
            this.#place.dataset["points"] = "0";
            return;
        }
        this.#chart.setOption(this.#options(drawing), { notMerge: true, lazyUpdate: true });
        this.#place.dataset["points"] = String(drawing.series.reduce((sum, series) => sum + series.marks.length, 0));
    }

    #resize(): void {
        if (this.#place.clientWidth > 0) {
            this.#chart.resize();
            this.draw();
        }
    }

    #mark(series: number | undefined, index: number): Mark | undefined {
        return this.#drawing?.series[series ?? 0]?.marks[index];
    }

    #options(drawing: Drawing): Parameters<ECharts["setOption"]>[0] {
        const theme = colours();
        const size = parseFloat(getComputedStyle(document.documentElement).fontSize);
        const font = Math.round(size * .8);
        const text = { color: theme.quiet, fontSize: font, fontFamily: getComputedStyle(document.body).fontFamily };
        const axis = (part: Drawing["across"]): object => ({
            type: part.logarithmic ? "log" : "value",
            scale: true,
            name: part.name,
            nameLocation: "middle",
            nameTextStyle: { ...text, color: theme.ink },
            minInterval: part.whole ? 1 : 0,
            axisLabel: { ...text, formatter: tick, hideOverlap: true },
            axisLine: { show: true, onZero: false, lineStyle: { color: theme.line } },
            axisTick: { lineStyle: { color: theme.line } },
            splitLine: { lineStyle: { color: theme.grid } },
            splitNumber: 4,
        });
        return {
            animation: false,
            textStyle: text,
            grid: { left: font * .5, right: font * 1.4, top: drawing.series.length > 1 ? font * 2.6 : font, bottom: font, outerBoundsMode: "same" },
            legend: { show: drawing.series.length > 1, top: 0, left: 0, itemGap: font, textStyle: { ...text, color: theme.ink }, selectedMode: false },
            xAxis: { ...axis(drawing.across), nameGap: font * 2 },
            yAxis: { ...axis(drawing.up), nameGap: font * .8 },
            tooltip: {
                trigger: "item",
                confine: true,
                transitionDuration: 0,
                backgroundColor: theme.paper,
                borderColor: theme.line,
                textStyle: { color: theme.ink },
                formatter: (hovered: unknown) => this.#tip(hovered as { seriesIndex: number; dataIndex: number }),
            },
            series: drawing.series.map(series => {
                const colour = theme[series.colour];
                const line = series.kind === "stairs" || series.kind === "line";
                return {
                    name: series.name,
                    type: line ? "line" : "scatter",
                    step: series.kind === "stairs" ? "end" : false,
                    data: series.marks.map(mark => [mark.x, mark.y]),
                    symbol: series.kind === "diamonds" ? "diamond" : series.colour === "best" ? "rect" : "circle",
                    symbolSize: series.kind === "diamonds" ? font : line ? (series.marks.length > 200 ? 0 : font * .45) : font * .5,
                    showSymbol: line,
                    itemStyle: { color: colour, opacity: series.kind === "points" ? .6 : 1, ...(series.kind === "diamonds" ? { borderColor: theme.ink } : {}) },
                    lineStyle: { color: colour, width: 2 },
                    cursor: "pointer",
                    z: series.kind === "points" ? 2 : 3,
                };
            }),
        } as Parameters<ECharts["setOption"]>[0];
    }

    // Built of text nodes: names and architectures are anybody's.
    #tip(hovered: { seriesIndex: number; dataIndex: number }): HTMLElement {
        const tip = document.createElement("div");
        tip.className = "chart-tip";
        const mark = this.#mark(hovered.seriesIndex, hovered.dataIndex);
        if (mark === undefined) {
            return tip;
        }
        const add = (line: string, look = ""): HTMLElement => {
            const paragraph = document.createElement("p");
            paragraph.className = look;
            paragraph.textContent = line;
            tip.append(paragraph);
            return paragraph;
        };
        mark.lines().forEach(line => add(line));
        if (mark.architecture !== null) {
            add(mark.architecture, "architecture");
        } else if (mark.evaluation !== null) {
            const place = add("…", "architecture");
            void this.#events.architecture(mark.evaluation).then(architecture => {
                place.textContent = architecture ?? "";
            });
        }
        return tip;
    }
}
