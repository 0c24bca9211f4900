//! How a model keeps the facts about its training: as values, or as the JSON text of the file.
//!
//! Training produces and reads these facts. Inference only displays them: without the feature `train` they stay the
//! JSON text of the file, and the code to parse them is left out of a browser's download.

#[cfg(feature = "train")]
pub(crate) use typed::{StoredFacts, stored};

#[cfg(not(feature = "train"))]
pub(crate) use text::{StoredFacts, stored};

#[cfg(feature = "train")]
mod typed {
    use crate::Error;

    pub(crate) type StoredFacts<T> = T;

    #[allow(clippy::unnecessary_wraps, reason = "without training it can fail")]
    pub(crate) fn stored<T>(facts: T) -> Result<StoredFacts<T>, Error> {
        Ok(facts)
    }
}

#[cfg(not(feature = "train"))]
mod text {
    use crate::reader::{FromJson, Node, Reason};
    use crate::{Error, TrainingError, json};
    use serde::{Serialize, Serializer};
    use std::marker::PhantomData;

    /// Facts as the text of a JSON object.
    #[derive(Clone, Debug)]
    pub(crate) struct StoredFacts<T> {
        text: Box<str>,
        /// The only fact that is read: whether the records were generated.
        pub(crate) synthetic: Option<bool>,
        of: PhantomData<T>,
    }

    pub(crate) fn stored<T: Serialize>(facts: T) -> Result<StoredFacts<T>, Error> {
        let text = json::to_string(&facts)?;
        StoredFacts::read(Node::of(&text)).map_err(|reason| TrainingError::Unsound(reason).into())
    }

    impl<T> FromJson for StoredFacts<T> {
        fn read(node: Node<'_>) -> Result<Self, Reason> {
            let synthetic = node.members()?.take("synthetic")?;
            Ok(Self { text: node.text().into(), synthetic, of: PhantomData })
        }
    }

    impl<T> PartialEq for StoredFacts<T> {
        fn eq(&self, other: &Self) -> bool {
            self.text == other.text
        }
    }

    impl<T> Serialize for StoredFacts<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            json::Written(&self.text).serialize(serializer)
        }
    }
}
