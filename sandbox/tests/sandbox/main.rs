//! The Outlook origin as its clients see it, without a network in between.

#![cfg(test)]

mod client;
mod control;
mod faults;
mod graph_lists;
mod graph_writes;
mod outlook;
mod ucwa;
