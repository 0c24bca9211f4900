//! What a model remembers of its making, beside its tables.
//!
//! Training makes these facts and looks into them. Inference only shows them: without the feature `train` they stay the
//! text they are in the file, and the code that takes them apart is no part of what a browser downloads.

#[cfg(feature = "train")]
pub(crate) use typed::{Remembered, remembered};

#[cfg(not(feature = "train"))]
pub(crate) use text::{Remembered, remembered};

#[cfg(feature = "train")]
mod typed {
    use crate::Error;

    pub(crate) type Remembered<T> = T;

    #[allow(clippy::unnecessary_wraps, reason = "without training it can fail")]
    pub(crate) fn remembered<T>(facts: T) -> Result<Remembered<T>, Error> {
        Ok(facts)
    }
}

#[cfg(not(feature = "train"))]
mod text {
    use crate::reader::{FromJson, Node, Reason};
    use crate::{Error, TrainingError, json};
    use serde::{Serialize, Serializer};
    use std::marker::PhantomData;

    /// The text of facts, an object.
    #[derive(Clone, Debug)]
    pub(crate) struct Remembered<T> {
        text: Box<str>,
        /// The only fact that is looked at: whether the records were generated.
        pub(crate) synthetic: Option<bool>,
        of: PhantomData<T>,
    }

    pub(crate) fn remembered<T: Serialize>(facts: T) -> Result<Remembered<T>, Error> {
        let text = json::to_string(&facts)?;
        Remembered::read(Node::of(&text)).map_err(|reason| TrainingError::Unsound(reason).into())
    }

    impl<T> FromJson for Remembered<T> {
        fn read(node: Node<'_>) -> Result<Self, Reason> {
            let synthetic = node.members()?.take("synthetic")?;
            Ok(Self { text: node.text().into(), synthetic, of: PhantomData })
        }
    }

    impl<T> PartialEq for Remembered<T> {
        fn eq(&self, other: &Self) -> bool {
            self.text == other.text
        }
    }

    impl<T> Serialize for Remembered<T> {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            json::Written(&self.text).serialize(serializer)
        }
    }
}
