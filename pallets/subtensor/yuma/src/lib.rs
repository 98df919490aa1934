//! Yuma consensus.
#![no_std]
