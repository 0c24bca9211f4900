//! The schema as TypeScript: the type of a record, with what each field means, and a reader of plain records.

use diabetes_core::Locale;
use diabetes_core::schema::{FIELDS, Field, FieldSpec, Kind, Role};
use std::fmt::Write;

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
         export type FieldName =\n{names};\n",
        required = required(),
        names = names.join("\n"),
    )
}

fn required() -> String {
    let names: Vec<String> =
        FIELDS.iter().filter(|spec| spec.field.is_required()).map(|spec| format!("`{}`", spec.name)).collect();
    names.join(", ")
}

/// A field of the interface. `imc` may be left out where `talla` and `peso` are given, so nothing but what every
/// record must have is demanded by the type.
fn member(spec: &FieldSpec) -> String {
    let mut text = format!("  /** {}", spec.help.get(Locale::En));
    if let Kind::Number { min, max, .. } = spec.kind {
        let unit = if spec.unit.is_empty() { String::new() } else { format!(" {}", spec.unit) };
        let _ = write!(text, " {min} to {max}{unit}.");
    }
    let kind = match spec.kind {
        Kind::Number { .. } => "number".to_owned(),
        Kind::Choice(choices) => choices.iter().map(|choice| format!("{choice:?}")).collect::<Vec<_>>().join(" | "),
    };
    let optional = if spec.field.is_required() && spec.field != Field::Bmi { "" } else { "?" };
    let null = if optional.is_empty() { "" } else { " | null" };
    let _ = writeln!(text, " */\n  {}{optional}: {kind}{null};", spec.name);
    text
}
