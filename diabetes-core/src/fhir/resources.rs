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
                if let Some(resource) = entry.get("resource") {
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
        self.places.entry(own.clone()).or_insert(place);
        if let Some(address) = address {
            self.places.entry(address).or_insert(place);
        }
        self.all.push(Resource { node, kind, name: own, parent });
        if parent.is_none() {
            for (number, contained) in node.list("contained").into_iter().enumerate() {
                self.add(contained, None, format!("contained[{number}]"), Some(place));
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
        let owner = resource.parent.and_then(|parent| self.all.get(parent));
        let subject = subject(resource.node).or_else(|| subject(owner?.node));
        let (Some(subject), Some(patient)) = (subject, self.patient()) else { return false };
        let target = self.place(resource, &subject).and_then(|place| self.all.get(place));
        target.map_or_else(|| relative(&subject) != relative(&patient.name), |target| target.name != patient.name)
    }

    /// Without a patient's resource, all must be about the same person.
    fn check_subjects(&self) -> Result<(), FhirError> {
        if self.patient.is_some() {
            return Ok(());
        }
        let mut subjects = self.all.iter().filter_map(|one| subject(one.node));
        let first = subjects.next();
        let differs = |other: String| first.as_deref().is_some_and(|first| relative(first) != relative(&other));
        if subjects.any(differs) { Err(FhirError::SeveralPatients) } else { Ok(()) }
    }
}

/// The reference to the person that a resource is about.
fn subject(resource: Node<'_>) -> Option<String> {
    resource.first(&["subject", "patient"])?.word("reference").map(String::from)
}

/// `Patient/1` of an address, without a version.
fn relative(reference: &str) -> &str {
    let reference = reference.split("/_history/").next().unwrap_or_default();
    let mut slashes = reference.rmatch_indices('/').map(|(place, _)| place + 1);
    slashes.nth(1).and_then(|place| reference.get(place..)).unwrap_or(reference)
}
