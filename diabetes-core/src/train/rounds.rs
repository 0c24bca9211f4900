//! Passes that are asked together: one round over the rows answers all.

use std::panic::resume_unwind;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What is known of a pass: for each partition the sums, or nothing after a fault.
type Answers = Option<Vec<Vec<u8>>>;

enum Event {
    /// A thread waits for the answers to its pass.
    Asked(Vec<u8>, Sender<Answers>),
    /// A thread asks nothing more.
    Left,
}

/// Tells that its thread has ended.
struct Leaves(Sender<Event>);

impl Drop for Leaves {
    fn drop(&mut self) {
        // The other end is gone only once nobody counts the threads any more.
        let _ = self.0.send(Event::Left);
    }
}

/// Brings the passes of several threads together.
#[derive(Default)]
pub(super) struct Rounds {
    events: Mutex<Option<Sender<Event>>>,
}

impl Rounds {
    /// The answers to a pass, together with those of the other threads if there are any; `all` answers several passes.
    pub(super) fn ask(&self, pass: Vec<u8>, all: impl Fn(&[Vec<u8>]) -> Vec<Answers>) -> Answers {
        let Some(events) = self.events().clone() else { return all(&[pass]).pop().flatten() };
        let (answers, answered) = channel();
        events.send(Event::Asked(pass, answers)).ok()?;
        answered.recv().ok().flatten()
    }

    /// The results for `0..count`, each of its own thread. Whenever all that still work wait for a pass, the calling
    /// thread asks for all of these.
    pub(super) fn together<T: Send>(
        &self,
        count: usize,
        work: impl Fn(usize) -> T + Sync,
        all: impl Fn(&[Vec<u8>]) -> Vec<Answers>,
    ) -> Vec<T> {
        let (sender, events) = channel();
        *self.events() = Some(sender.clone());
        let work = &work;
        thread::scope(|scope| {
            let start = |number| {
                let sender = sender.clone();
                thread::Builder::new().spawn_scoped(scope, move || {
                    let _leaves = Leaves(sender);
                    work(number)
                })
            };
            let threads: Vec<_> = (0..count).map(start).collect();
            serve(&events, threads.iter().flatten().count(), all);
            *self.events() = None;
            let result = |(number, thread): (usize, std::io::Result<thread::ScopedJoinHandle<'_, T>>)| match thread {
                Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
                // No thread could be started for it.
                Err(_) => work(number),
            };
            threads.into_iter().enumerate().map(result).collect()
        })
    }

    fn events(&self) -> std::sync::MutexGuard<'_, Option<Sender<Event>>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Answers the passes of so many threads until the last one leaves.
fn serve(events: &Receiver<Event>, mut threads: usize, all: impl Fn(&[Vec<u8>]) -> Vec<Answers>) {
    let (mut passes, mut waiting) = (Vec::new(), Vec::new());
    while threads > 0 {
        match events.recv() {
            Ok(Event::Asked(pass, answers)) => {
                passes.push(pass);
                waiting.push(answers);
            }
            Ok(Event::Left) => threads -= 1,
            Err(_) => return,
        }
        if !waiting.is_empty() && waiting.len() == threads {
            let found = all(&std::mem::take(&mut passes));
            for (waiting, answers) in waiting.drain(..).zip(found.into_iter().chain(std::iter::repeat(None))) {
                // A thread that no longer waits needs no answer.
                let _ = waiting.send(answers);
            }
        }
    }
}
