//! A panic becomes the trap it ends in. JavaScript sees no more of it, and its message need not be made.

use std::collections::HashSet;
use walrus::ir::{self, Instr, InstrLocId, Visitor, VisitorMut, dfs_in_order, dfs_pre_order_mut};
use walrus::{Function, FunctionId, FunctionKind, LocalFunction, Module};

/// Puts a trap for every call of a function that does nothing but come to one.
pub(crate) fn trap(module: &mut Module) {
    let heard = calling_imports(module);
    let never_return = module.funcs.iter_local().filter(|(_, function)| never_returns(function));
    // What JavaScript hears of stays: it may throw an error there.
    let panics = never_return.map(|(id, _)| id).filter(|id| !heard.contains(id)).collect();
    for (_, function) in module.funcs.iter_local_mut() {
        let start = function.entry_block();
        dfs_pre_order_mut(&mut Trap(&panics), function, start);
    }
}

/// The imports, and the functions that call one, themselves or through others.
fn calling_imports(module: &Module) -> HashSet<FunctionId> {
    let imports = module.funcs.iter().filter(|function| matches!(function.kind, FunctionKind::Import(_)));
    let mut calling: HashSet<FunctionId> = imports.map(Function::id).collect();
    let mut others: Vec<_> = module.funcs.iter_local().map(|(id, function)| (id, Calls::of(function))).collect();
    loop {
        let before = calling.len();
        others.retain(|(id, calls)| !calls.iter().any(|callee| calling.contains(callee)) || !calling.insert(*id));
        if calling.len() == before {
            return calling;
        }
    }
}

/// Whether a function can only trap: it ends so, and there is no other way out of it.
fn never_returns(function: &LocalFunction) -> bool {
    let start = function.entry_block();
    let mut exits = Exits { start, any: false };
    dfs_in_order(&mut exits, function, start);
    let last = function.block(start).instrs.last();
    !exits.any && matches!(last, Some((Instr::Unreachable(_), _)))
}

struct Exits {
    start: ir::InstrSeqId,
    any: bool,
}

impl Visitor<'_> for Exits {
    fn visit_return(&mut self, _: &ir::Return) {
        self.any = true;
    }

    fn visit_br(&mut self, branch: &ir::Br) {
        self.any |= branch.block == self.start;
    }

    fn visit_br_if(&mut self, branch: &ir::BrIf) {
        self.any |= branch.block == self.start;
    }

    fn visit_br_table(&mut self, branch: &ir::BrTable) {
        self.any |= branch.default == self.start || branch.blocks.contains(&self.start);
    }
}

#[derive(Default)]
struct Calls(Vec<FunctionId>);

impl Calls {
    fn of(function: &LocalFunction) -> Vec<FunctionId> {
        let mut calls = Self::default();
        dfs_in_order(&mut calls, function, function.entry_block());
        calls.0
    }
}

impl Visitor<'_> for Calls {
    fn visit_call(&mut self, call: &ir::Call) {
        self.0.push(call.func);
    }
}

struct Trap<'a>(&'a HashSet<FunctionId>);

impl VisitorMut for Trap<'_> {
    fn visit_instr_mut(&mut self, instruction: &mut Instr, _: &mut InstrLocId) {
        if matches!(instruction, Instr::Call(call) if self.0.contains(&call.func)) {
            *instruction = Instr::Unreachable(ir::Unreachable {});
        }
    }
}
