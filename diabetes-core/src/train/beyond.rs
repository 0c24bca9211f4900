//! Where all training rows lie if those in memory are a sample: in a store, or on other machines.

use super::pass::{Part, Pass, Selection, add_block};
use super::remote::Remote;
use super::spool::Spool;
use crate::outcomes::Definitions;
use crate::{Error, Stop};

/// All training rows.
#[derive(Debug)]
pub(super) enum Beyond {
    Stored(Spool),
    Remote(Remote),
}

impl Beyond {
    /// The sums over the selected rows, in parts whose order is that of the rows. If rows cannot be read, the sums are
    /// of fewer, and [`Beyond::fault`] says why.
    pub(super) fn pass<P: Pass>(
        &self,
        pass: &P,
        selection: Selection,
        definitions: &Definitions,
        stop: &Stop,
    ) -> Vec<P::Part> {
        match self {
            Beyond::Remote(remote) => remote.pass(pass, selection, definitions),
            Beyond::Stored(spool) => spool.lanes(|blocks| {
                let mut part = pass.start();
                for block in blocks.take_while(|_| !stop.is_asked()) {
                    add_block(pass, &mut part, &block, selection, definitions);
                }
                part.end();
                part
            }),
        }
    }

    /// Why a pass could not sum its rows.
    pub(super) fn fault(self) -> Option<Error> {
        match self {
            Beyond::Stored(spool) => spool.fault().map(Error::from),
            Beyond::Remote(remote) => remote.into_fault(),
        }
    }
}
