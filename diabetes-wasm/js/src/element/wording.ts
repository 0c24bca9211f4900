import { formatNumber, labels, schema, scores } from "../index.js";
import type { FieldName, JsonSchema, Labels, Level, Locale, SchemaProperty, Score } from "../types.js";
import { h } from "./dom.js";
import { texts, type Text } from "./text.js";

/** Texts, field names and numbers in one language. */
export class Wording {
  readonly text: Text;
  readonly schema: JsonSchema;
  readonly labels: Labels;
  /** The published scores by name. */
  readonly scores: ReadonlyMap<string, Score>;

  /** `level` is the level of the first heading. */
  constructor(
    readonly locale: Locale,
    readonly level = 2,
  ) {
    this.text = texts[locale];
    this.schema = schema(locale);
    this.labels = labels(locale);
    this.scores = new Map(scores(locale).map((score) => [score.name, score]));
  }

  /** A heading so many levels below the first. */
  heading(depth: number, title: string, part?: string): HTMLElement {
    const tag = `h${Math.min(this.level + depth, 6)}` as "h2";
    return h(tag, { class: `heading-${depth}`, part }, title);
  }

  /** The levels of a risk as they stand alone. */
  levels(): Record<Level, string> {
    const { Bajo, Moderado, Alto } = this.labels.risk_level;
    const alone = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
    return { Bajo: alone(Bajo), Moderado: alone(Moderado), Alto: alone(Alto) };
  }

  /** The schema of a field. */
  field(name: string): SchemaProperty | undefined {
    return this.schema.properties[name as FieldName];
  }

  /** The field's title. */
  title(name: string): string {
    return this.field(name)?.title ?? name;
  }

  /** The field's unit; empty if it has none. */
  unit(name: string): string {
    return this.field(name)?.unit_label ?? "";
  }

  /** A choice of a field in words. */
  choice(name: string, value: string): string {
    return this.field(name)?.labels?.[value] ?? value;
  }

  /** The short title of a published score. */
  score(name: string): string {
    return this.scores.get(name)?.short_title[this.locale] ?? name;
  }

  /** A band of a published score in words. */
  band(score: string, name: string): string {
    const band = this.scores.get(score)?.bands.find((one) => one.name === name);
    return band?.label[this.locale] ?? name;
  }

  /** A value of a field, with its unit. */
  value(name: string, value: number | string): string {
    if (typeof value === "string")
      return this.field(name)?.format === "date" ? this.day(value) : this.choice(name, value);
    const unit = this.unit(name);
    return unit === "" ? this.number(value, 1) : `${this.number(value, 1)} ${unit}`;
  }

  /** A number with at most this many decimals. */
  number(value: number, decimals = 0): string {
    const [, rest = ""] = String(Number(value.toFixed(decimals))).split(".");
    return this.fixed(value, rest.length);
  }

  /** A number with exactly this many decimals. */
  fixed(value: number, decimals: number): string {
    return formatNumber(value, decimals, this.locale);
  }

  /** A probability in per cent, with one decimal. */
  percent(share: number): string {
    return `${this.fixed(share * 100, 1)}\u00a0%`;
  }

  /** A probability as a number of 100 people; in words if rounding would give nobody or everybody. */
  of100(share: number): string {
    const count = Math.round(share * 100);
    if (count === 0 && share > 0) return this.text.fewerThanOne;
    if (count === 100 && share < 1) return this.text.moreThan99;
    return this.number(count);
  }

  /** A date with the time. */
  moment(time: Date): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeStyle: "short" }).format(time);
  }

  /** A date as in a record, `YYYY-MM-DD`. */
  day(text: string): string {
    const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
    const date = new Date(year, month - 1, day);
    return Number.isNaN(date.getTime())
      ? text
      : new Intl.DateTimeFormat(this.locale, { dateStyle: "long" }).format(date);
  }
}
