//! Generates TypeScript from the schema: the documented type of a record, and a reader of plain records.

use diabetes_core::Locale;
use diabetes_core::schema::{FIELDS, Field, FieldKind, FieldSpec, Role};
use std::fmt::Write;

/// The number of slot bits in a reader's result; slots that many apart share a bit.
const BITS: usize = 31;

/// The text of `src/fields.ts`.
pub(crate) fn source() -> String {
    let fields = || FIELDS.iter().filter(|spec| spec.role != Role::Target);
    let members: String = fields().map(member).collect();
    let names: Vec<String> = fields().map(|spec| format!("  | {:?}", spec.name)).collect();
    format!(
        "// Made from the schema of diabetes-core by `cargo run -p xtask -- wasm`.\n\n\
         /** A patient's record: {required} are required, `null` means not known. */\n\
         export interface PatientRecord {{\n{members}}}\n\n\
         /** The name of a field on the wire. */\n\
         export type FieldName =\n{names};\n\n\
         {reader}",
        required = required(),
        names = names.join("\n"),
        reader = reader(),
    )
}

/// Generates a reader of records without a loop over names, which would be several times slower: engines optimise
/// literal names. It reads only unambiguous values and leaves everything else to the crate.
fn reader() -> String {
    let fields = || FIELDS.iter().enumerate().filter(|(_, spec)| spec.role != Role::Target);
    let columns: Vec<String> = fields()
        .map(|(slot, spec)| match spec.kind {
            FieldKind::Number { .. } => format!("  const c{slot} = numbers({slot});\n"),
            FieldKind::Choice(_) => format!("  const c{slot} = codes({slot});\n"),
            FieldKind::Date => String::new(),
        })
        .collect();
    let columns = columns.concat();
    let reads: String = fields().map(|(slot, spec)| read(slot, spec)).collect();
    format!(
        "/** The fields in the order of their slots. */\n\
         export const FIELD_NAMES: readonly FieldName[] = {names:?};\n\n\
         /** Slots that are so many apart share a bit of what a reader returns. */\nexport const BITS = {BITS};\n\n\
         /**\n * Makes a reader of plain records into columns, one a slot: it writes a record into a row and returns a bit\n \
         * for each slot that is known, or -1 for a record that has to be read with care. Missing is NaN, or 255.\n */\n\
         export function reader(\n  \
         numbers: (slot: number) => Float64Array,\n  codes: (slot: number) => Uint8Array,\n\
         ): (record: Record<string, unknown>, row: number) => number {{\n\
         {columns}  return (record, row) => {{\n    let keys = 0;\n    let known = 0;\n    let value;\n    let choice;\n{reads}    \
         // Counts without a list of the names; what is inherited counts too, and then there are too many.\n    \
         for (const _ in record) keys--;\n    \
         return keys === 0 ? known : -1;\n  }};\n}}\n",
        names = fields().map(|(_, spec)| spec.name).collect::<Vec<_>>(),
    )
}

fn read(slot: usize, spec: &FieldSpec) -> String {
    if spec.kind == FieldKind::Date {
        // The engine reads dates.
        return format!(
            "    value = record.{name};\n    if (value !== undefined) {{\n      keys++;\n      \
             if (value !== null) return -1;\n    }}\n",
            name = spec.name,
        );
    }
    let bit = format!("known |= 0x{:x};", 1_u32 << (slot % BITS));
    let missing = if matches!(spec.kind, FieldKind::Number { .. }) { "NaN" } else { "255" };
    let known = match spec.kind {
        FieldKind::Number { .. } => format!(
            "if (typeof value === \"number\") {{\n        c{slot}[row] = value;\n        \
             if (value === value) {bit}\n      }}"
        ),
        FieldKind::Choice(choices) => {
            // The number of the choice, starting at 1, without a branch, which a processor could not predict.
            let number =
                choices.names.iter().zip(1..).map(|(choice, number)| format!("+(value === {choice:?}) * {number}"));
            let number = number.collect::<Vec<_>>().join(" + ");
            format!("if ((choice = {number})) {{\n        c{slot}[row] = choice - 1;\n        {bit}\n      }}")
        }
        FieldKind::Date => String::new(),
    };
    format!(
        "    value = record.{name};\n    if (value === undefined) c{slot}[row] = {missing};\n    else {{\n      keys++;\n      \
         if (value === null) c{slot}[row] = {missing};\n      else {known} else return -1;\n    }}\n",
        name = spec.name,
    )
}

fn required() -> String {
    let names: Vec<String> =
        FIELDS.iter().filter(|spec| spec.field.is_required()).map(|spec| format!("`{}`", spec.name)).collect();
    names.join(", ")
}

/// A field of the interface. `imc` may be omitted if `talla` and `peso` are given, so the type requires only what every
/// record must have.
fn member(spec: &FieldSpec) -> String {
    let mut text = format!("  /** {}", spec.help.get(Locale::En));
    if let FieldKind::Number { min, max, .. } = spec.kind {
        let unit = if spec.unit.is_empty() { String::new() } else { format!(" {}", spec.unit) };
        let _ = write!(text, " {min} to {max}{unit}.");
    }
    let kind = match spec.kind {
        FieldKind::Number { .. } => "number".to_owned(),
        FieldKind::Choice(choices) => {
            choices.names.iter().map(|choice| format!("{choice:?}")).collect::<Vec<_>>().join(" | ")
        }
        FieldKind::Date => "string".to_owned(),
    };
    let optional = if spec.field.is_required() && spec.field != Field::Bmi { "" } else { "?" };
    let null = if optional.is_empty() { "" } else { " | null" };
    let _ = writeln!(text, " */\n  {}{optional}: {kind}{null};", spec.name);
    text
}
