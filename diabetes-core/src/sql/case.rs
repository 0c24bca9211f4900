//! CASE expressions, on one line if they are short.

/// The widest expression on one line.
const WIDTH: usize = 100;

/// A CASE: conditions with their values, and the value if none of them holds.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    whens: Vec<(String, String)>,
    otherwise: Option<String>,
}

impl Case {
    /// One value, whatever holds.
    pub(super) fn always(value: impl Into<String>) -> Self {
        Self { whens: Vec::new(), otherwise: Some(value.into()) }
    }

    /// The values of the first condition that holds; NULL if none does.
    pub(super) fn of(whens: impl IntoIterator<Item = (String, String)>) -> Self {
        Self { whens: whens.into_iter().collect(), otherwise: None }
    }

    /// This value if none of the conditions holds.
    pub(super) fn or(self, otherwise: impl Into<String>) -> Self {
        Self { otherwise: Some(otherwise.into()), ..self }
    }

    /// These conditions before the own ones.
    pub(super) fn after(mut self, before: impl IntoIterator<Item = (String, String)>) -> Self {
        self.whens.splice(..0, before);
        self
    }

    /// The expression.
    pub(super) fn written(&self) -> String {
        match &self.otherwise {
            Some(value) if self.whens.is_empty() => value.clone(),
            _ => written("", &self.whens, self.otherwise.as_deref()),
        }
    }

    /// The expression, with its conditions as values of another one.
    pub(super) fn written_of(&self, compared: &str) -> String {
        written(&format!(" {compared}"), &self.whens, self.otherwise.as_deref())
    }
}

fn written(of: &str, whens: &[(String, String)], otherwise: Option<&str>) -> String {
    let arms: Vec<String> = whens
        .iter()
        .map(|(condition, value)| format!("WHEN {} THEN {}", indented(condition), indented(value)))
        .chain(otherwise.map(|value| format!("ELSE {}", indented(value))))
        .collect();
    let line = format!("CASE{of} {} END", arms.join(" "));
    if line.len() <= WIDTH && !line.contains('\n') {
        return line;
    }
    format!("CASE{of}\n  {}\nEND", arms.join("\n  "))
}

/// The text with its lines after the first moved to the right.
pub(super) fn indented(text: &str) -> String {
    text.replace('\n', "\n  ")
}
