//! The resources of a bundle: who the patient is, which resources are about this person, and what a reference means.

use super::error::FhirError;
use super::node::Node;
use std::collections::HashMap;

/// A resource and its name.
#[derive(Clone, Debug)]
pub(super) struct Resource<'a> {
    pub(super) node: Node<'a>,
    pub(super) kind: String,
    /// Such as `Observation/12`, or `Bundle.entry[3]` if it has neither id nor address.
    pub(super) name: String,
    /// The resource that contains it.
    parent: Option<usize>,
    /// Whom it is about, its own word or that of the resource that contains it.
    subject: Subject,
}

/// Whom a resource is about.
#[derive(Clone, Debug, PartialEq)]
enum Subject {
    /// It does not say.
    Nobody,
    /// A reference.
    Reference(String),
    /// An identifier.
    Identifier(String),
    /// Somebody or something that cannot be the patient, or cannot be read.
    Other,
}

/// All resources, contained ones included.
pub(super) struct Resources<'a> {
    pub(super) all: Vec<Resource<'a>>,
    /// From the addresses and relative references to places in `all`.
    places: HashMap<String, usize>,
    patient: Option<usize>,
}

impl<'a> Resources<'a> {
    /// The resources of a bundle, or a single one.
    pub(super) fn of(document: Node<'a>) -> Result<Self, FhirError> {
        let kind = document.word("resourceType").ok_or(FhirError::NotFhir)?;
        let mut found = Self { all: Vec::new(), places: HashMap::new(), patient: None };
        if kind == "Bundle" {
            for (place, entry) in document.list("entry").into_iter().enumerate() {
                if let Some(resource) = entry.get("resource").filter(|_| is_there(entry)) {
                    let address = entry.word("fullUrl").map(String::from);
                    found.add(resource, address, format!("Bundle.entry[{place}]"), None);
                }
            }
        } else {
            found.add(document, None, kind.into_owned(), None);
        }
        let mut patients =
            found.all.iter().enumerate().filter(|(_, one)| one.kind == "Patient").map(|(place, _)| place);
        found.patient = patients.next();
        if patients.next().is_some() {
            return Err(FhirError::SeveralPatients);
        }
        found.check_subjects()?;
        Ok(found)
    }

    fn add(&mut self, node: Node<'a>, address: Option<String>, place_name: String, parent: Option<usize>) {
        let Some(kind) = node.word("resourceType").map(String::from) else { return };
        let id = node.word("id").filter(|id| !id.is_empty());
        let place = self.all.len();
        let own = match (&id, &address, parent) {
            (Some(id), _, Some(parent)) => {
                let owner = self.all.get(parent).map_or("", |owner| &owner.name);
                format!("{owner}#{id}")
            }
            (Some(id), _, None) => format!("{kind}/{id}"),
            (None, Some(address), _) => address.clone(),
            (None, None, _) => place_name,
        };
        // A history has the newest version first.
        if parent.is_none() && id.is_some() && self.places.contains_key(&own) {
            return;
        }
        self.places.entry(own.clone()).or_insert(place);
        if let Some(address) = address {
            self.places.entry(address).or_insert(place);
        }
        let inherited = parent.and_then(|parent| self.all.get(parent)).map(|owner| owner.subject.clone());
        let subject = match (subject(node), inherited) {
            (Subject::Nobody, Some(inherited)) => inherited,
            (own, _) => own,
        };
        // What a relative's resource contains is about the relative; what a withdrawn one contains is withdrawn.
        let hides = matches!(&*kind, "FamilyMemberHistory" | "RelatedPerson")
            || node.word("status").is_some_and(|status| status == "entered-in-error");
        self.all.push(Resource { node, kind, name: own, parent, subject });
        if parent.is_none() {
            for (number, contained) in node.list("contained").into_iter().enumerate() {
                let is_read = !hides || contained.word("resourceType").is_some_and(|kind| kind == "Medication");
                if is_read {
                    self.add(contained, None, format!("contained[{number}]"), Some(place));
                }
            }
        }
    }

    /// The patient's resource.
    pub(super) fn patient(&self) -> Option<&Resource<'a>> {
        self.all.get(self.patient?)
    }

    /// The resource that a reference of another one means, if it is here.
    pub(super) fn target(&self, from: &Resource<'a>, reference: &str) -> Option<&Resource<'a>> {
        self.all.get(self.place(from, reference)?)
    }

    fn place(&self, from: &Resource<'a>, reference: &str) -> Option<usize> {
        if reference.starts_with('#') {
            let owner = from.parent.and_then(|parent| self.all.get(parent)).unwrap_or(from);
            return self.places.get(&format!("{}{reference}", owner.name)).copied();
        }
        let known = |reference: &str| self.places.get(reference).copied();
        known(reference).or_else(|| known(relative(reference)))
    }

    /// Whether a resource is about somebody else. One that names nobody is about the patient.
    pub(super) fn is_about_another(&self, resource: &Resource<'a>) -> bool {
        let Some(patient) = self.patient() else { return resource.subject == Subject::Other };
        match &resource.subject {
            Subject::Nobody => false,
            Subject::Other => true,
            Subject::Identifier(wanted) => {
                let own = patient.node.list("identifier");
                let mut values = own.iter().filter_map(|one| one.word("value")).peekable();
                values.peek().is_some() && !values.any(|value| value == wanted.as_str())
            }
            Subject::Reference(subject) => {
                let target = self.place(resource, subject).and_then(|place| self.all.get(place));
                target
                    .map_or_else(|| relative(subject) != relative(&patient.name), |target| target.name != patient.name)
            }
        }
    }

    /// Without a patient's resource, all must be about the same person.
    fn check_subjects(&self) -> Result<(), FhirError> {
        if self.patient.is_some() {
            return Ok(());
        }
        let mut subjects = self.all.iter().filter_map(|one| match &one.subject {
            Subject::Reference(subject) => Some(subject.as_str()),
            _ => None,
        });
        let first = subjects.next();
        let differs = |other: &str| first.is_some_and(|first| relative(first) != relative(other));
        if subjects.any(differs) { Err(FhirError::SeveralPatients) } else { Ok(()) }
    }
}

/// Whether an entry holds a resource that exists: it was not deleted, and was found.
fn is_there(entry: Node<'_>) -> bool {
    let method = entry.get("request").and_then(|request| request.word("method"));
    let status = entry.get("response").and_then(|response| response.word("status"));
    method.is_none_or(|method| method != "DELETE") && status.is_none_or(|status| status.starts_with('2'))
}

/// Whom a resource says it is about. An observation with a focus is about that.
fn subject(resource: Node<'_>) -> Subject {
    if resource.get("focus").is_some() {
        return Subject::Other;
    }
    let Some(subject) = resource.first(&["subject", "patient"]) else { return Subject::Nobody };
    let kind = subject.word("type");
    if kind.is_some_and(|kind| kind != "Patient") {
        return Subject::Other;
    }
    if let Some(reference) = subject.word("reference") {
        return Subject::Reference(reference.into_owned());
    }
    let identifier = subject.get("identifier").and_then(|identifier| identifier.word("value"));
    match identifier {
        Some(value) => Subject::Identifier(value.into_owned()),
        None if subject.is_object() => Subject::Nobody,
        None => Subject::Other,
    }
}

/// `Patient/1` of an address, without a version.
fn relative(reference: &str) -> &str {
    let reference = reference.split("/_history/").next().unwrap_or_default();
    let mut slashes = reference.rmatch_indices('/').map(|(place, _)| place + 1);
    slashes.nth(1).and_then(|place| reference.get(place..)).unwrap_or(reference)
}
