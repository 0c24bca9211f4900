//! The steps of a SELECT, each a named query over the step before it.

use super::case::indented;
use super::dialect::{Dialect, PERSON, TABLE};
use super::names::{column, comment};

/// A name and the expression it stands for.
pub(super) type Column = (String, String);

/// A column as it is in an earlier step.
pub(super) fn kept(name: &str) -> Column {
    (name.to_owned(), column(name))
}

/// The last step.
const ANSWER: &str = "the answer";

/// The steps, in order.
pub(super) struct Steps {
    dialect: Dialect,
    steps: Vec<Step>,
}

struct Step {
    name: String,
    says: &'static str,
    columns: Vec<Column>,
}

impl Steps {
    pub(super) fn new(dialect: Dialect) -> Self {
        Self { dialect, steps: Vec::new() }
    }

    /// Adds a step, which has the columns of the one before and these; nothing if there are none.
    pub(super) fn add(&mut self, name: impl Into<String>, says: &'static str, columns: Vec<Column>) {
        if !columns.is_empty() {
            self.steps.push(Step { name: name.into(), says, columns });
        }
    }

    /// The SELECT over a quoted table, with these columns after the table's own.
    pub(super) fn select(&self, table: &str, answer: &[Column]) -> String {
        let mut before = None;
        let mut query = |name: &str, says: &str, carried: &str, columns: &[Column]| {
            let from = before.replace(column(name)).unwrap_or_else(|| format!("{table} AS {}", column(TABLE)));
            let listed = listed([carried.to_owned()].into_iter().chain(columns.iter().map(aliased)), "    ");
            let fence = self.dialect.fence();
            format!("{}{} AS (\n  SELECT\n{listed}\n  FROM {from}{fence}\n)", comment(says), column(name))
        };
        let mut queries = Vec::new();
        for step in &self.steps {
            let carried = if queries.is_empty() { self.dialect.person() } else { "*".to_owned() };
            queries.push(query(&step.name, step.says, &carried, &step.columns));
        }
        queries.push(query(ANSWER, "The answer.", &column(PERSON), answer));
        let (own, from) = self.dialect.joined(&column(ANSWER), table);
        let names = answer.iter().map(|(name, _)| format!("{}.{}", column(ANSWER), column(name)));
        let listed = listed([own].into_iter().chain(names), "  ");
        format!("WITH\n{}\nSELECT\n{listed}\nFROM {from}\n", queries.join(",\n"))
    }
}

fn aliased((name, expression): &Column) -> String {
    let name = column(name);
    if *expression == name { name } else { format!("{expression} AS {name}") }
}

/// Expressions, each on lines of its own, separated by commas.
fn listed(expressions: impl Iterator<Item = String>, margin: &str) -> String {
    let lines = |expression: String| format!("{margin}{}", expression.replace('\n', &format!("\n{margin}")));
    let all: Vec<String> = expressions.map(lines).collect();
    all.join(",\n")
}

/// The conditions that hold, as their texts joined by `;`; NULL if none does.
pub(super) fn codes(conditions: &[(String, String)]) -> String {
    let parts: Vec<String> = conditions
        .iter()
        .map(|(condition, code)| format!("CASE WHEN {} THEN ';{code}' ELSE '' END", indented(condition)))
        .collect();
    if parts.is_empty() {
        return "CAST(NULL AS TEXT)".to_owned();
    }
    format!("NULLIF(SUBSTR(\n  {}\n, 2), '')", parts.join("\n  || "))
}
