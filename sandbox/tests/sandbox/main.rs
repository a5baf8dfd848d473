//! Both origins as their clients see them, without a network in between.

#![cfg(test)]

mod addin;
mod authority;
mod change_keys;
mod client;
mod control;
mod faults;
mod graph_access;
mod graph_batches;
mod graph_limits;
mod graph_lists;
mod graph_oddities;
mod graph_writes;
mod mails;
mod outlook;
mod rooms;
mod teams;
mod ucwa;
mod world;
