import { schema, scores } from "../index.js";
import type { FieldName, JsonSchema, Locale, SchemaProperty, Score } from "../types.js";
import { texts, type Text } from "./text.js";

/** Texts, field names and numbers in one language. */
export class Wording {
  readonly text: Text;
  readonly schema: JsonSchema;
  readonly #names: RegExp;
  /** The published scores by name. */
  readonly scores: ReadonlyMap<string, Score>;

  constructor(readonly locale: Locale) {
    this.text = texts[locale];
    this.schema = schema(locale);
    this.scores = new Map(scores().map((score) => [score.name, score]));
    this.#names = new RegExp(`\\b(${Object.keys(this.schema.properties).join("|")})\\b`, "g");
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

  /** A sentence from the engine with field titles in place of the field names. */
  sentence(message: string): string {
    return message.replace(this.#names, (name: string, _group, at: number) => {
      const title = this.title(name);
      // Within a sentence, a title that starts with an ordinary word starts in lower case.
      return at > 0 && /^\p{Lu}\p{Ll}+(\s|$)/u.test(title)
        ? title.charAt(0).toLowerCase() + title.slice(1)
        : title;
    });
  }

  /** A value of a field, with its unit. */
  value(name: string, value: number | string): string {
    if (typeof value === "string") return this.choice(name, value);
    const unit = this.unit(name);
    return unit === "" ? this.number(value, 1) : `${this.number(value, 1)} ${unit}`;
  }

  /** A number with at most this many decimals. */
  number(value: number, decimals = 0): string {
    return new Intl.NumberFormat(this.locale, { maximumFractionDigits: decimals }).format(value);
  }

  /** A number with exactly this many decimals. */
  fixed(value: number, decimals: number): string {
    return value.toLocaleString(this.locale, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    });
  }

  /** A number with its sign and exactly this many decimals. */
  signed(value: number, decimals: number): string {
    return new Intl.NumberFormat(this.locale, {
      signDisplay: "exceptZero",
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }).format(value);
  }

  /** A date with the time. */
  moment(time: Date): string {
    return new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeStyle: "short" }).format(time);
  }
}
